package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// replaceForAnotherProject compares the configuration with the ID and the path of
// the project in the state. An unknown value counts as another project.
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
			resp.RequiresReplace = req.PlanValue.IsUnknown() || !matches(req.PlanValue.ValueString(), same)
		},
		text, text,
	)
}

// ModifyPlan implements [resource.ResourceWithModifyPlan]. If an assignment is to
// be created and its runner exists, the plan looks for what makes the apply fail.
// It does not during an apply that has written: the apply itself finds out.
func (r *assignmentResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if isChange := !req.State.Raw.IsNull(); isChange && r.Data != nil {
		var state resourceModel

		resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
		r.Data.RecordManaged(state.RunnerID.ValueInt64(), state.ProjectID.ValueInt64())
	}

	if req.Plan.Raw.IsNull() {
		return
	}

	var plan resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("runner_id"), plan.RunnerID)...)

	if !req.State.Raw.IsNull() || r.Data == nil || r.Data.Client.HasWritten() {
		return
	}

	resp.Diagnostics.Append(r.Data.RequireToken(findingToAssign(plan.Project.ValueString()))...)
	if resp.Diagnostics.HasError() || plan.RunnerID.IsUnknown() {
		return
	}

	// The apply reports any other failure to read the runner, if it still fails then.
	runner, err := r.Data.Client.SharedRunner(ctx, plan.RunnerID.ValueInt64())

	switch {
	case err == nil:
		resp.Diagnostics.Append(r.planCreate(ctx, plan, runner)...)
	case gitlabapi.IsGone(err):
		resp.Diagnostics.Append(runnerGone(plan.RunnerID.ValueInt64(), err)...)
	}
}

// planCreate finds out whether the assignment cannot be created.
func (r *assignmentResource) planCreate(ctx context.Context, plan resourceModel, runner gitlabapi.Runner) diag.Diagnostics {
	if diags := refuseUnassignable(runner); diags.HasError() {
		return diags
	}

	project, assigned := findByText(plan.Project.ValueString(), runner.Projects)
	if !assigned {
		return nil
	}

	owner := r.Data.OwnerCandidate(ctx, runner)
	entry := tfdiag.AssignmentExists

	switch {
	case owner.IsCertain(project.ID):
		entry = tfdiag.AssignmentOfOwner
	case r.Data.IsManaged(runner.ID, project.ID):
		return nil
	case owner.Likely().ID == project.ID:
		entry = tfdiag.AssignmentOfLikelyOwner
	}

	return diag.Diagnostics{tfdiag.At(path.Root("project"), entry, pair{r.Data, singleType, runner.ID, project}.values())}
}
