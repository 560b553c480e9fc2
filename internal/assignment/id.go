package assignment

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// formatID is the ID of an assignment.
func formatID(runner, project int64) string {
	return fmt.Sprintf("%d:%d", runner, project)
}

// parseID reads an import ID, RUNNER:PROJECT, with the ID or the path of the
// project. It reports whether the text is one.
func parseID(id string) (runner int64, project string, ok bool) {
	left, right, found := strings.Cut(id, ":")

	runner, err := strconv.ParseInt(left, 10, 64)
	if !found || err != nil || runner < 1 || !framework.IsProject(right) {
		return 0, "", false
	}

	return runner, right, true
}

// reverseID is the import ID with its parts in the other order.
func reverseID(id string) string {
	left, right, _ := strings.Cut(id, ":")

	return right + ":" + left
}
