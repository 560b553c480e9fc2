package runnermodel

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabprovider"
)

// Names are those attributes of a runner that the resources of GitLab's own
// provider call by different names.
type Names struct {
	Token       string
	RunUntagged string
}

// Moved is a runner that was managed with GitLab's own provider. Its token
// stays known. What the state does not say is filled in as if nothing had been
// configured, so that a plan is empty even before a refresh.
func Moved(from *gitlabprovider.State, names Names) Runner {
	moved := Runner{Settings: defaultSettings(), ID: from.ID("id"), RunnerType: from.Text("runner_type")}
	moved.FillDefaults()
	moved.Token = from.Text(names.Token)

	unlessNull(&moved.Description, from.Text("description"))
	unlessNull(&moved.Paused, from.Bool("paused"))
	unlessNull(&moved.Locked, from.Bool("locked"))
	unlessNull(&moved.RunUntagged, from.Bool(names.RunUntagged))
	unlessNull(&moved.TagList, from.Texts("tag_list"))
	unlessNull(&moved.AccessLevel, from.Text("access_level"))
	unlessNull(&moved.MaximumTimeout, from.Number("maximum_timeout"))
	unlessNull(&moved.MaintenanceNote, from.Text("maintenance_note"))

	return moved
}

func unlessNull[T attr.Value](into *T, value T) {
	if !value.IsNull() {
		*into = value
	}
}
