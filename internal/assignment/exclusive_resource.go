package assignment

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var (
	_ resource.ResourceWithConfigure   = (*exclusiveResource)(nil)
	_ resource.ResourceWithIdentity    = (*exclusiveResource)(nil)
	_ resource.ResourceWithImportState = (*exclusiveResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*exclusiveResource)(nil)
)

// NewExclusiveResource returns the resource
// gitlabrunner_project_assignments_exclusive.
func NewExclusiveResource() resource.Resource { return &exclusiveResource{} }

type exclusiveResource struct {
	data *providerdata.Data
}

// Metadata implements [resource.Resource].
func (r *exclusiveResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_project_assignments_exclusive"
}

// Configure implements [resource.ResourceWithConfigure].
func (r *exclusiveResource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.data = providerdata.From(req.ProviderData, &resp.Diagnostics)
}

// Create implements [resource.Resource]. A failure half way leaves no state:
// Terraform would mark it as tainted, and take all assignments away before it
// makes them anew. The next apply finds what is done already.
func (r *exclusiveResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan exclusiveModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	remembered, diags := r.write(ctx, &plan, exclusiveModel{}, memory{})
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	resp.Diagnostics.Append(plan.identify(ctx, resp.Identity)...)
	resp.Diagnostics.Append(remembered.keep(ctx, resp.Private)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// Update implements [resource.Resource]. After a failure half way the state
// says what is.
func (r *exclusiveResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state exclusiveModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(state.identify(ctx, resp.Identity)...)

	before, diags := recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	remembered, diags := r.write(ctx, &plan, state, before)
	resp.Diagnostics.Append(diags...)

	if remembered == nil {
		return
	}

	resp.Diagnostics.Append(remembered.keep(ctx, resp.Private)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// Read implements [resource.Resource].
func (r *exclusiveResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state exclusiveModel

	remembered, diags := recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(state.identify(ctx, resp.Identity)...)
	if resp.Diagnostics.HasError() {
		return
	}

	id := state.RunnerID.ValueInt64()

	runner, err := r.data.Client.SharedRunner(ctx, id)
	if gitlabapi.IsGone(err) {
		tflog.Info(ctx, "The runner is gone from GitLab and its assignments leave the state", map[string]any{"runner_id": id})
		resp.State.RemoveResource(ctx)

		return
	}

	if err != nil {
		resp.Diagnostics.Append(r.data.Failed(ofRunner(tfdiag.ReadAssignments, id), err)...)

		return
	}

	after := remembered.clone()

	if imported := state.Projects.IsNull(); imported {
		found := r.data.OwnerCandidate(ctx, runner).Likely()
		state.OwnerProject = ownerText(types.StringUnknown(), found)
		state.UnassignOnDestroy = types.BoolValue(false)

		if found.Basis == providerdata.OwnerOnlyVisible {
			after.PresumedOwner = found.ID
		}
	}

	resp.Diagnostics.Append(r.follow(ctx, runner, &state, &after)...)

	assigned, diags := r.visible(ctx, runner, append(state.texts(), state.OwnerProject.ValueString()), after)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	// The owner can be deleted; GitLab then passes the runner on.
	owner, known := after.id(state.OwnerProject.ValueString(), assigned)
	if known && !slices.ContainsFunc(assigned, func(project gitlabapi.Project) bool { return project.ID == owner }) {
		state.OwnerProject = types.StringNull()
	}

	state.Projects = after.written(state.texts(), assigned, owner, after.PresumedOwner)
	after.forgetUnassigned(assigned)

	if !after.equals(remembered) {
		resp.Diagnostics.Append(after.keep(ctx, resp.Private)...)
	}

	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

// Delete implements [resource.Resource].
func (r *exclusiveResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state exclusiveModel

	remembered, diags := recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !state.UnassignOnDestroy.ValueBool() {
		return
	}

	id := state.RunnerID.ValueInt64()

	runner, err := r.data.Client.Runner(ctx, id)
	if gitlabapi.IsGone(err) {
		return
	}

	if err != nil {
		resp.Diagnostics.Append(r.data.Failed(ofRunner(tfdiag.DeleteAssignments, id), err)...)

		return
	}

	owner := r.data.OwnerCandidate(ctx, runner).Likely()
	if id, known := remembered.id(state.OwnerProject.ValueString(), runner.Projects); known {
		owner = providerdata.OwnerCandidate{ID: id, Basis: providerdata.OwnerCertain}
	}

	var projects []gitlabapi.Project

	for _, text := range state.texts() {
		if project, known := remembered.id(text, runner.Projects); known {
			projects = append(projects, projectOf(project, text))
		}
	}

	resp.Diagnostics.Append(newExclusive(r.data, runner, owner).release(ctx, projects)...)
}
