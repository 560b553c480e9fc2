package assignment

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// formatID is the id of an assignment.
func formatID(runner, project int64) string {
	return fmt.Sprintf("%d:%d", runner, project)
}

// parseID reads runner_id:project_id; the project may be a path.
func parseID(id string) (runner int64, project string, err error) {
	left, right, found := strings.Cut(id, ":")

	runner, err = strconv.ParseInt(left, 10, 64)
	if !found || err != nil || runner < 1 || !framework.IsProject(right) {
		return 0, "", fmt.Errorf(
			"an assignment is imported by the numbers of its runner and its project, as 42:7, or with the project's path, as 42:group/project; %q is neither", id)
	}

	return runner, right, nil
}
