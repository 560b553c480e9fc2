package runner

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
)

// resourceModel is the state of the resource. Owner and scope stay as they are
// configured.
type resourceModel struct {
	runnermodel.Runner

	GroupID   types.Int64 `tfsdk:"group_id"`
	ProjectID types.Int64 `tfsdk:"project_id"`
}

// createRequest is the request for the runner that the plan describes.
func (m resourceModel) createRequest() gitlabapi.CreateRunner {
	return gitlabapi.CreateRunner{
		RunnerType:  m.RunnerType.ValueString(),
		GroupID:     m.GroupID.ValueInt64Pointer(),
		ProjectID:   m.ProjectID.ValueInt64Pointer(),
		NewSettings: m.New(),
	}
}

// ownerless reports whether the owner of the runner is missing in the state.
func (m resourceModel) ownerless() bool {
	switch m.RunnerType.ValueString() {
	case gitlabapi.InstanceType:
		return false
	case gitlabapi.GroupType:
		return m.GroupID.IsNull()
	case gitlabapi.ProjectType:
		return m.ProjectID.IsNull()
	default:
		return true
	}
}
