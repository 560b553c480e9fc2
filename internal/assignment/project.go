package assignment

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// projectPattern is a positive number, or a path with a namespace in front.
var projectPattern = regexp.MustCompile(`^([1-9][0-9]{0,17}|[^\s/:?#%]+(/[^\s/:?#%]+)+)$`)

func projectValidator() validator.String {
	return stringvalidator.RegexMatches(projectPattern, `must be the id of a project, as "42", or its full path, as "group/project"`)
}

// projectNumber is the id of a project that is given by its id.
func projectNumber(project string) (int64, bool) {
	id, err := strconv.ParseInt(project, 10, 64)

	return id, err == nil
}

// spells reports whether a text means this project. GitLab finds paths in any
// case.
func spells(text string, project gitlabapi.Project) bool {
	if id, ok := projectNumber(text); ok {
		return id == project.ID
	}

	return strings.EqualFold(text, project.PathWithNamespace)
}

// resolve finds the project that a text means, first among those that are
// known already.
func resolve(ctx context.Context, client *gitlabapi.Client, text string, known []gitlabapi.Project) (gitlabapi.Project, error) {
	for _, project := range known {
		if spells(text, project) {
			return project, nil
		}
	}

	return client.Project(ctx, text)
}
