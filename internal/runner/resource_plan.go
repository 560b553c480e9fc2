package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// ValidateConfig implements [resource.ResourceWithValidateConfig].
func (r *runnerResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config resourceModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.Validate(&resp.Diagnostics)

	if config.RunnerType.IsNull() || config.RunnerType.IsUnknown() {
		return
	}

	validateOwner(config.RunnerType.ValueString(), gitlabapi.GroupType, "group_id", config.GroupID, &resp.Diagnostics)
	validateOwner(config.RunnerType.ValueString(), gitlabapi.ProjectType, "project_id", config.ProjectID, &resp.Diagnostics)
}

// validateOwner checks that the owner is there for its own type of runner, and
// for no other: GitLab fails on a stray one.
func validateOwner(runnerType, ownersType, attribute string, owner types.Int64, diags *diag.Diagnostics) {
	switch {
	case runnerType == ownersType && owner.IsNull():
		diags.AddAttributeError(
			path.Root(attribute),
			"Missing "+attribute,
			"A runner of the type "+runnerType+" belongs to something: set "+attribute+".",
		)
	case runnerType != ownersType && !owner.IsNull() && !owner.IsUnknown():
		diags.AddAttributeError(
			path.Root(attribute),
			"Unexpected "+attribute,
			attribute+" is only for runners of the type "+ownersType+", and this one is of the type "+runnerType+".",
		)
	}
}

// ModifyPlan implements [resource.ResourceWithModifyPlan].
func (r *runnerResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	var plan resourceModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("group_id"), plan.GroupID)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("project_id"), plan.ProjectID)...)
	if resp.Diagnostics.HasError() {
		return
	}

	var before *runnermodel.Runner

	if !req.State.Raw.IsNull() {
		var state resourceModel

		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
		if resp.Diagnostics.HasError() {
			return
		}

		before = &state.Runner
	}

	resp.Diagnostics.Append(plan.ModifyPlan(ctx, r.data, before, req.Private)...)
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}
