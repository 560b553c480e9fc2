package runner

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/minted"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/rotation"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/settings"
)

// resourceModel is the state of the resource.
type resourceModel struct {
	settings.Values
	minted.State

	ID            types.Int64  `tfsdk:"id"`
	RunnerType    types.String `tfsdk:"runner_type"`
	GroupID       types.Int64  `tfsdk:"group_id"`
	ProjectID     types.Int64  `tfsdk:"project_id"`
	TokenRotation types.Object `tfsdk:"token_rotation"`
	DrainTimeout  types.String `tfsdk:"drain_timeout"`
}

// createRequest is the request for the runner that the plan describes.
func (m resourceModel) createRequest() gitlabapi.CreateRunner {
	request := gitlabapi.CreateRunner{
		RunnerType: m.RunnerType.ValueString(),
		GroupID:    m.GroupID.ValueInt64Pointer(),
		ProjectID:  m.ProjectID.ValueInt64Pointer(),
	}
	m.Values.Create(&request)

	return request
}

// created fills in what only the answer to a creation knows. It reports whether
// a window is too long for the token's life.
func (m *resourceModel) created(created gitlabapi.CreatedRunner, rotation rotation.Model) bool {
	m.ID = types.Int64Value(created.ID)
	m.Mint(created.Token, created.CreatedAt, created.TokenExpiresAt, minted.State{})

	return m.Schedule(rotation)
}

// read takes over what GitLab shows of the runner. Owner and scope stay as
// they are, and the token cannot be read. It reports whether the maintenance
// note may be hidden.
func (m *resourceModel) read(runner gitlabapi.Runner) bool {
	var hidden bool

	m.Values, hidden = settings.FromAPI(runner, m.Values)
	m.RunnerType = types.StringValue(runner.RunnerType)

	return hidden
}
