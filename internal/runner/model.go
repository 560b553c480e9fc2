package runner

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/computed"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/settings"
)

// resourceModel is the state of the resource.
type resourceModel struct {
	settings.Model

	ID             types.Int64  `tfsdk:"id"`
	RunnerType     types.String `tfsdk:"runner_type"`
	GroupID        types.Int64  `tfsdk:"group_id"`
	ProjectID      types.Int64  `tfsdk:"project_id"`
	Token          types.String `tfsdk:"token"`
	TokenVersion   types.Int64  `tfsdk:"token_version"`
	TokenIssuedAt  types.String `tfsdk:"token_issued_at"`
	TokenExpiresAt types.String `tfsdk:"token_expires_at"`
	StoreToken     types.Bool   `tfsdk:"store_token"`
	DrainTimeout   types.String `tfsdk:"drain_timeout"`
}

// createRequest is the request for the runner that the plan describes.
func (m resourceModel) createRequest() gitlabapi.CreateRunner {
	request := gitlabapi.CreateRunner{
		RunnerType: m.RunnerType.ValueString(),
		GroupID:    m.GroupID.ValueInt64Pointer(),
		ProjectID:  m.ProjectID.ValueInt64Pointer(),
	}
	m.Model.Create(&request)

	return request
}

// created fills in what only the answer to a creation knows.
func (m *resourceModel) created(created gitlabapi.CreatedRunner) {
	m.ID = types.Int64Value(created.ID)
	m.TokenVersion = types.Int64Value(created.CreatedAt.Unix())
	m.TokenIssuedAt = types.StringValue(created.CreatedAt.Format(time.RFC3339))
	m.TokenExpiresAt = types.StringPointerValue(computed.Time(created.TokenExpiresAt))

	if m.StoreToken.ValueBool() {
		m.Token = types.StringValue(created.Token)
	} else {
		m.Token = types.StringNull()
	}
}

// read takes over what GitLab shows of the runner. Owner and scope stay as
// they are, and the token cannot be read. It reports whether the maintenance
// note may be hidden.
func (m *resourceModel) read(runner gitlabapi.Runner) bool {
	var hidden bool

	m.Model, hidden = settings.FromAPI(runner, m.Model)
	m.RunnerType = types.StringValue(runner.RunnerType)

	if runner.TokenExpiresAt.Sent {
		m.TokenExpiresAt = types.StringPointerValue(computed.Time(runner.TokenExpiresAt.Value))
	}

	return hidden
}
