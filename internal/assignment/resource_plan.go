package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// replaceForAnotherProject compares the configuration with what is known of
// the project in state; a spelling that is not known means another project.
func replaceForAnotherProject() planmodifier.String {
	const text = "Another project replaces the assignment; another spelling of the same one does not."

	return stringplanmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			var (
				id       types.Int64
				fullPath types.String
			)

			resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("project_id"), &id)...)
			resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("project_path"), &fullPath)...)

			same := gitlabapi.Project{ID: id.ValueInt64(), PathWithNamespace: fullPath.ValueString()}
			resp.RequiresReplace = req.PlanValue.IsUnknown() || !spells(req.PlanValue.ValueString(), same)
		},
		text, text,
	)
}

// ModifyPlan implements [resource.ResourceWithModifyPlan]. Where an assignment
// is to be made and its runner is there already, the plan looks at it, because
// an apply that has to fail had better not begin. Inside of one that has begun
// the assignment itself tells.
func (r *assignmentResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	var plan resourceModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("runner_id"), plan.RunnerID)...)

	if !req.State.Raw.IsNull() || r.data == nil || r.data.Client.HasWritten() {
		return
	}

	if resp.Diagnostics.HasError() || plan.RunnerID.IsUnknown() {
		return
	}

	// What cannot be read now is told by the apply, if it is still so then.
	runner, err := r.data.Client.SharedRunner(ctx, plan.RunnerID.ValueInt64())
	if err != nil {
		return
	}

	atUnsuitable(runner, &resp.Diagnostics)

	owner := r.data.OwnerCandidate(ctx, runner)

	for _, project := range runner.Projects {
		if owner.IsCertain(project.ID) && spells(plan.Project.ValueString(), project) {
			atProject(&resp.Diagnostics, "Project owns the runner", isOwners(runner.ID, project))
		}
	}
}

func atProject(diags *diag.Diagnostics, summary, detail string) {
	diags.AddAttributeError(path.Root("project"), summary, detail)
}
