package runner

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func (r *runnerResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.Validate(&resp.Diagnostics)

	if config.RunnerType.IsNull() || config.RunnerType.IsUnknown() {
		return
	}

	runnerType := config.RunnerType.ValueString()

	switch {
	case groupRule.refuseInPlace(projectRule, runnerType, config.GroupID, config.ProjectID, &resp.Diagnostics):
	case projectRule.refuseInPlace(groupRule, runnerType, config.ProjectID, config.GroupID, &resp.Diagnostics):
	default:
		groupRule.validate(runnerType, config.GroupID, &resp.Diagnostics)
		projectRule.validate(runnerType, config.ProjectID, &resp.Diagnostics)
	}
}

// ownerRule says which type of runner has an attribute for its owner.
type ownerRule struct {
	attribute, runnerType string
	missing, unexpected   tfdiag.ID
}

var (
	groupRule   = ownerRule{"group_id", gitlabapi.GroupType, tfdiag.GroupIDMissing, tfdiag.GroupIDUnexpected}
	projectRule = ownerRule{"project_id", gitlabapi.ProjectType, tfdiag.ProjectIDMissing, tfdiag.ProjectIDUnexpected}
)

// validate checks that the attribute is set for its own type, and for no other:
// GitLab fails on an unexpected one. Of a type that GitLab does not have, the
// validator of runner_type says enough.
func (r ownerRule) validate(runnerType string, owner types.Int64, diags *diag.Diagnostics) {
	known := slices.Contains([]string{gitlabapi.InstanceType, gitlabapi.GroupType, gitlabapi.ProjectType}, runnerType)

	switch {
	case runnerType == r.runnerType && owner.IsNull():
		diags.Append(tfdiag.At(path.Root(r.attribute), r.missing, nil))
	case known && runnerType != r.runnerType && !owner.IsNull() && !owner.IsUnknown():
		diags.Append(tfdiag.At(path.Root(r.attribute), r.unexpected, tfdiag.Values{"type": "`" + runnerType + "`"}))
	}
}

// refuseInPlace refuses the other attribute where the type requires this one, which is
// not set: one mistake has one error. It reports whether it did.
func (r ownerRule) refuseInPlace(other ownerRule, runnerType string, owner, otherOwner types.Int64, diags *diag.Diagnostics) bool {
	if runnerType != r.runnerType || !owner.IsNull() || otherOwner.IsNull() || otherOwner.IsUnknown() {
		return false
	}

	diags.Append(tfdiag.At(path.Root(other.attribute), tfdiag.OwnerOfOtherType, tfdiag.Values{
		"given": other.attribute, "required": r.attribute, "type": "`" + runnerType + "`", "other": "`" + other.runnerType + "`",
	}))

	return true
}

func (r *runnerResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	change, diags := framework.DecodeChange[resourceModel](ctx, req)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("group_id"), change.Plan.GroupID)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("project_id"), change.Plan.ProjectID)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if change.Before == nil {
		resp.Diagnostics.Append(r.Data.RequireToken(creating(change.Plan))...)
	}

	var before *runnermodel.Runner

	if change.Before != nil {
		before = &change.Before.Runner

		note, diags := readOwnerNote(ctx, req.Private)
		resp.Diagnostics.Append(diags...)

		replaces, diags := r.planOwner(ctx, *change.Before, change.Plan, note)
		resp.Diagnostics.Append(diags...)

		if replaces {
			resp.RequiresReplace.Append(path.Root("project_id"))
		}
	}

	resp.Diagnostics.Append(change.Plan.ModifyPlan(ctx, r.Data, before, req.Private)...)
	resp.Diagnostics.Append(change.Write(ctx, &resp.Plan)...)
}
