package registeredrunner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// tokenModel is the state of a registration token.
type tokenModel struct {
	Instance          types.Bool   `tfsdk:"instance"`
	Group             types.String `tfsdk:"group"`
	Project           types.String `tfsdk:"project"`
	RotateWhenChanged types.Map    `tfsdk:"rotate_when_changed"`
	Token             types.String `tfsdk:"token"`
	StoreToken        types.Bool   `tfsdk:"store_token"`
}

// owner describes the instance, group or project of the token.
func (m tokenModel) owner() string {
	switch {
	case m.Group.IsUnknown(), m.Project.IsUnknown():
		return "a group or project that is known only after apply"
	case !m.Group.IsNull():
		return "group " + m.Group.ValueString()
	case !m.Project.IsNull():
		return "project " + m.Project.ValueString()
	default:
		return "the instance"
	}
}

// newToken requests a new token, which invalidates the previous one.
func (m tokenModel) newToken(ctx context.Context, client *gitlabapi.Client) (string, error) {
	switch {
	case !m.Group.IsNull():
		return client.ResetGroupRegistrationToken(ctx, m.Group.ValueString())
	case !m.Project.IsNull():
		return client.ResetProjectRegistrationToken(ctx, m.Project.ValueString())
	default:
		return client.ResetRegistrationToken(ctx)
	}
}

// keep keeps the token, if it is to be kept.
func (m *tokenModel) keep(token types.String) {
	m.Token = types.StringNull()
	if m.StoreToken.ValueBool() {
		m.Token = token
	}
}

// resetReason is why the token is, or may be, reset; nil if it is not. Values
// that are set for the first time, or removed, are only recorded.
func (m tokenModel) resetReason(before tokenModel) *tokenstate.Reason {
	return tokenstate.Rotation{RotateWhenChanged: m.RotateWhenChanged}.ChangeReason(tokenstate.Rotation{RotateWhenChanged: before.RotateWhenChanged})
}
