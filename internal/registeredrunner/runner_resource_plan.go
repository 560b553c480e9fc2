package registeredrunner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func (r *runnerResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config runnerModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
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

func (r *runnerResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	change, diags := framework.DecodeChange[runnerModel](ctx, req)
	resp.Diagnostics.Append(diags...)

	if resp.Diagnostics.HasError() {
		return
	}

	var before *runnermodel.Runner

	if change.Before == nil {
		var config runnerModel

		// Only a creation needs the token: an imported runner has none.
		resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
		config.token(&resp.Diagnostics)
	} else {
		before = &change.Before.Runner
		change.Plan.RunnerType = before.RunnerType
	}

	resp.Diagnostics.Append(change.Plan.ModifyPlan(ctx, r.Data, before, req.Private)...)
	resp.Diagnostics.Append(change.Write(ctx, &resp.Plan)...)
}
