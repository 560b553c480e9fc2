package assignment

import (
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/namespace"
)

// spells reports whether a text means this project.
func spells(text string, project gitlabapi.Project) bool {
	return namespace.Spells(text, project.ID, project.PathWithNamespace)
}
