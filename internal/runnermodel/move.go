package runnermodel

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabprovider"
)

// Names are the attributes of a runner that have different names in the resources of
// the official GitLab provider.
type Names struct {
	Token       string
	RunUntagged string
}

// Moved returns the state of a runner that the official GitLab provider managed, with
// its token. Attributes that the source does not have get their defaults, so that the
// plan is empty even without a refresh.
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
