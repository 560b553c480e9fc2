package assignment

import (
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// spells reports whether a text means this project.
func spells(text string, project gitlabapi.Project) bool {
	return framework.NamesNamespace(text, project.ID, project.PathWithNamespace)
}
