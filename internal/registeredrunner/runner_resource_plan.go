package registeredrunner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// ValidateConfig implements [resource.ResourceWithValidateConfig].
func (r *runnerResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config runnerModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.Validate(&resp.Diagnostics)
	config.checkInfo(&resp.Diagnostics)

	if isSet(config.RegistrationToken) && isSet(config.RegistrationTokenWO) {
		resp.Diagnostics.Append(twoTokens())
	}

	if isSet(config.RegistrationTokenWO) && config.RegistrationTokenWOVersion.IsNull() {
		resp.Diagnostics.Append(tfdiag.At(path.Root("registration_token_wo_version"), tfdiag.RegistrationVersionMissing, nil))
	}
}

// ModifyPlan implements [resource.ResourceWithModifyPlan].
func (r *runnerResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	var plan, config runnerModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	var before *runnermodel.Runner

	if req.State.Raw.IsNull() {
		// Only a creation needs it: an imported runner has none.
		config.token(&resp.Diagnostics)
	} else {
		var state runnerModel

		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
		if resp.Diagnostics.HasError() {
			return
		}

		before = &state.Runner
		plan.RunnerType = state.RunnerType
	}

	resp.Diagnostics.Append(plan.ModifyPlan(ctx, r.data, before, req.Private)...)
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}
