package assignment

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// matches reports whether a text means this project.
func matches(text string, project gitlabapi.Project) bool {
	return framework.NamesNamespace(text, project.ID, project.PathWithNamespace)
}

// recordedPath is a text in the state with the project that it meant when it was
// applied.
type recordedPath struct {
	attribute path.Path
	runner    int64
	text      string
	// project is the recorded project, with its current path.
	project gitlabapi.Project
}

// check reports whether another project has taken the path, with a warning that
// names both. It looks the path up only if it is no longer the path of the
// recorded project, and if none of the runner's projects has it. A former path
// leads to the same project; if GitLab does not say, a warning says so.
func (r recordedPath) check(ctx context.Context, client *gitlabapi.Client, visible []gitlabapi.Project) (taken bool, diags diag.Diagnostics) {
	if matches(r.text, r.project) {
		return false, nil
	}

	values := tfdiag.Values{
		"path": r.text, "recorded": r.project.ID, "current": displayName(r.project), "runner": r.runner, "attribute": r.attribute.String(),
	}

	other, found := findByText(r.text, visible)
	if !found {
		var err error

		if other, err = client.SharedProject(ctx, r.text); err != nil {
			values["answer"] = err

			return false, diag.Diagnostics{tfdiag.At(r.attribute, tfdiag.PathUnchecked, values)}
		}
	}

	if other.ID == r.project.ID {
		return false, nil
	}

	values["other"] = other.ID

	return true, diag.Diagnostics{tfdiag.At(r.attribute, tfdiag.PathTaken, values)}
}

// findByText finds the project that a text means among projects.
func findByText(text string, projects []gitlabapi.Project) (gitlabapi.Project, bool) {
	for _, project := range projects {
		if matches(text, project) {
			return project, true
		}
	}

	return gitlabapi.Project{}, false
}

// nameOf is the path of a project, or its ID if only that is known.
func nameOf(project gitlabapi.Project) string {
	if project.PathWithNamespace == "" {
		return strconv.FormatInt(project.ID, 10)
	}

	return project.PathWithNamespace
}

// displayName is nameOf for a message.
func displayName(project gitlabapi.Project) string { return gitlabapi.Clean(nameOf(project)) }

// projectOf is a project of which only the ID and the text of the configuration
// are known.
func projectOf(id int64, text string) gitlabapi.Project {
	if _, isID := framework.ParseID(text); isID {
		text = ""
	}

	return gitlabapi.Project{ID: id, PathWithNamespace: text}
}
