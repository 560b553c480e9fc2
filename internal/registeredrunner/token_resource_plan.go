package registeredrunner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ValidateConfig implements [resource.ResourceWithValidateConfig].
func (r *tokenResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config tokenModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.validateOwner(&resp.Diagnostics)
}

// validateOwner checks that the token is exactly one's. Unknown may turn out to
// be absent.
func (m tokenModel) validateOwner(diags *diag.Diagnostics) {
	var (
		named   []string
		unknown bool
	)

	for _, owner := range []struct {
		name  string
		value attr.Value
	}{{"instance", m.Instance}, {"group", m.Group}, {"project", m.Project}} {
		switch {
		case owner.value.IsUnknown():
			unknown = true
		case !owner.value.IsNull():
			named = append(named, owner.name)
		}
	}

	switch {
	case len(named) == 0 && !unknown:
		diags.AddError("Missing owner of the registration token", "Say whose registration token it is: set instance = true, group or project.")
	case len(named) > 1:
		diags.AddAttributeError(path.Root(named[1]), "Too many owners of the registration token",
			"A registration token is the instance's, or a group's, or a project's: set only one of instance, group and project.")
	}
}

// ModifyPlan implements [resource.ResourceWithModifyPlan].
func (r *tokenResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	var plan tokenModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if req.State.Raw.IsNull() {
		plan.planReset("this resource begins with a new one", &resp.Diagnostics)
	} else {
		var state tokenModel

		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
		if resp.Diagnostics.HasError() {
			return
		}

		plan.planUpdate(state, &resp.Diagnostics)
	}

	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// planReset says before a reset what it does.
func (m *tokenModel) planReset(reason string, diags *diag.Diagnostics) {
	m.Token = types.StringUnknown()
	if !m.StoreToken.IsUnknown() && !m.StoreToken.ValueBool() {
		m.Token = types.StringNull()
	}

	diags.AddWarning("Registration token will be reset", "The registration token of "+m.owner()+" is replaced, because "+reason+". "+
		"Whoever registers runners with the old one is refused from that moment; runners that are registered already are not touched.")
}

func (m *tokenModel) planUpdate(state tokenModel, diags *diag.Diagnostics) {
	if reason := m.triggered(state); reason != "" {
		m.planReset(reason, diags)

		return
	}

	if m.StoreToken.IsUnknown() {
		m.Token = types.StringUnknown()

		return
	}

	m.keep(state.Token)

	if m.StoreToken.ValueBool() && !state.StoreToken.ValueBool() {
		diags.AddAttributeWarning(path.Root("store_token"), "The token cannot be brought back",
			"store_token is turned on, but GitLab shows a registration token here only when it is made, and this one was made while store_token was off. "+
				"token stays null until a new one is created; a change of triggers creates one.")
	}
}
