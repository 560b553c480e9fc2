package assignment

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var (
	_ resource.ResourceWithIdentity    = (*exclusiveResource)(nil)
	_ resource.ResourceWithImportState = (*exclusiveResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*exclusiveResource)(nil)
)

// NewExclusiveResource returns the resource
// gitlabrunner_project_assignments_exclusive.
func NewExclusiveResource() resource.Resource {
	return &exclusiveResource{providerdata.RunnerResource{Resource: providerdata.Resource{Name: "project_assignments_exclusive"}, Attribute: "runner_id"}}
}

type exclusiveResource struct{ providerdata.RunnerResource }

// Create implements [resource.Resource]. A create that fails halfway leaves no
// state: Terraform would mark it as tainted, and unassign everything before it
// assigns it again. The next apply continues from what GitLab has.
func (r *exclusiveResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan exclusiveModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	private, diags := r.write(ctx, &plan, exclusiveModel{}, privateData{})
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	resp.Diagnostics.Append(plan.identify(ctx, resp.Identity)...)
	resp.Diagnostics.Append(private.write(ctx, resp.Private)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// Update implements [resource.Resource]. After an update that fails halfway, the
// state has what GitLab has.
func (r *exclusiveResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state exclusiveModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(state.identify(ctx, resp.Identity)...)

	before, diags := readPrivate(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	private, diags := r.write(ctx, &plan, state, before)
	resp.Diagnostics.Append(diags...)

	if private == nil {
		return
	}

	resp.Diagnostics.Append(private.write(ctx, resp.Private)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

func (r *exclusiveResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state exclusiveModel

	private, diags := readPrivate(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(state.identify(ctx, resp.Identity)...)
	if resp.Diagnostics.HasError() {
		return
	}

	before := state

	id := state.RunnerID.ValueInt64()

	runner, exists := r.ReadRunner(ctx, ofRunner(tfdiag.ReadAssignments, id), id, resp)
	if !exists {
		return
	}

	// Only an import reads a runner that cannot have assignments.
	if refused := refuseUnassignable(runner); refused.HasError() {
		resp.Diagnostics.Append(refused...)

		return
	}

	after := private.clone()

	if imported := state.Projects.IsNull(); imported {
		found := r.Data.OwnerCandidate(ctx, runner).Likely()
		state.OwnerProject = ownerText(types.StringUnknown(), found)
		state.UnassignOnDestroy = types.BoolValue(false)

		if found.Basis == providerdata.OwnerOnlyVisible {
			after.LikelyOwner = found.ID
		}
	}

	resp.Diagnostics.Append(r.follow(ctx, runner, &state, &after)...)

	assigned, diags := r.visible(ctx, runner, append(state.texts(), state.OwnerProject.ValueString()), after)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	// GitLab passes the runner on if its owner is deleted.
	owner, known := after.id(state.OwnerProject.ValueString(), assigned)
	if known && !slices.ContainsFunc(assigned, func(project gitlabapi.Project) bool { return project.ID == owner }) {
		state.OwnerProject = types.StringNull()
	}

	state.Projects = after.stateProjects(state.texts(), assigned, owner, after.LikelyOwner)
	after.dropUnassigned(assigned)

	if !after.equals(private) {
		resp.Diagnostics.Append(after.write(ctx, resp.Private)...)
	}

	resp.Diagnostics.Append(framework.WriteRefreshed(ctx, &resp.State, before, state)...)
}

func (r *exclusiveResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state exclusiveModel

	private, diags := readPrivate(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	if resp.Diagnostics.HasError() || !state.UnassignOnDestroy.ValueBool() {
		return
	}

	id := state.RunnerID.ValueInt64()

	runner, err := r.Data.Client.Runner(ctx, id)
	if gitlabapi.IsGone(err) {
		return
	}

	if err != nil {
		resp.Diagnostics.Append(r.Data.Failed(ofRunner(tfdiag.DeleteAssignments, id), err)...)

		return
	}

	owner := r.Data.OwnerCandidate(ctx, runner).Likely()
	if id, known := private.id(state.OwnerProject.ValueString(), runner.Projects); known {
		owner = providerdata.OwnerCandidate{ID: id, Basis: providerdata.OwnerCertain}
	}

	var projects []gitlabapi.Project

	for _, text := range state.texts() {
		if project, known := private.id(text, runner.Projects); known {
			projects = append(projects, projectOf(project, text))
		}
	}

	resp.Diagnostics.Append(newSetChange(r.Data, runner, owner).unassignAll(ctx, projects)...)
}
