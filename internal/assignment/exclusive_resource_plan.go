package assignment

import (
	"context"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func (r *exclusiveResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	var plan exclusiveModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("runner_id"), plan.RunnerID)...)
	if resp.Diagnostics.HasError() || r.Data == nil {
		return
	}

	// The apply reports a failure to find this out.
	if administrator, err := r.Data.Administrator(ctx); err == nil && !administrator && r.Data.Once(string(tfdiag.ExclusivityLimited)) {
		resp.Diagnostics.Append(tfdiag.New(tfdiag.ExclusivityLimited, nil))
	}

	if req.State.Raw.IsNull() {
		resp.Diagnostics.Append(r.Data.RequireToken(ofRunner(tfdiag.UpdateAssignments, plan.RunnerID.ValueInt64()))...)
		r.planCreate(ctx, plan, &resp.Diagnostics)
	}
}

// planCreate looks for what makes the apply fail, if the runner exists. It does
// not during an apply that has written: the apply itself finds out.
func (r *exclusiveResource) planCreate(ctx context.Context, plan exclusiveModel, diags *diag.Diagnostics) {
	if plan.RunnerID.IsUnknown() || r.Data.Client.HasWritten() {
		return
	}

	runner, err := r.Data.Client.SharedRunner(ctx, plan.RunnerID.ValueInt64())
	if gitlabapi.IsGone(err) {
		diags.Append(runnerGone(plan.RunnerID.ValueInt64(), err)...)
	}

	if err != nil {
		return
	}

	diags.Append(refuseUnassignable(runner)...)

	// An unknown text has no value yet.
	if allKnown := !plan.Projects.IsUnknown() && !slices.Contains(plan.texts(), ""); allKnown && !diags.HasError() {
		r.planRemovals(ctx, plan, runner, diags)
	}
}

// planRemovals warns of the projects that the create unassigns: the plan of a
// create shows only those that stay.
func (r *exclusiveResource) planRemovals(ctx context.Context, plan exclusiveModel, runner gitlabapi.Runner, diags *diag.Diagnostics) {
	texts := append(plan.texts(), plan.OwnerProject.ValueString())
	owner := r.Data.OwnerCandidate(ctx, runner).Likely()

	var surplus []string

	for _, project := range runner.Projects {
		isNamed := slices.ContainsFunc(texts, func(text string) bool { return matches(text, project) })
		if !isNamed && project.ID != owner.ID {
			surplus = append(surplus, nameOf(project))
		}
	}

	if len(surplus) > 0 {
		diags.Append(tfdiag.At(path.Root("projects"), tfdiag.ProjectsUnassigned, tfdiag.Values{
			"runner": runner.ID, "projects": tfdiag.List(surplus, ", "),
		}))
	}
}

// refuseUnassignable is an error for a runner that cannot have assignments.
func refuseUnassignable(runner gitlabapi.Runner) diag.Diagnostics {
	entry, _, found := unassignable(runner)
	if !found {
		return nil
	}

	return diag.Diagnostics{tfdiag.At(path.Root("runner_id"), entry, tfdiag.Values{"runner": runner.ID})}
}

// ownerText is the owner for the state: as planned, or the ID of a certain owner
// if the plan is unknown.
func ownerText(planned types.String, owner providerdata.OwnerCandidate) types.String {
	switch {
	case !planned.IsUnknown():
		return planned
	case owner.Basis != providerdata.OwnerCertain:
		return types.StringNull()
	default:
		return types.StringValue(strconv.FormatInt(owner.ID, 10))
	}
}
