package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var (
	_ resource.ResourceWithIdentity       = (*runnerResource)(nil)
	_ resource.ResourceWithImportState    = (*runnerResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*runnerResource)(nil)
	_ resource.ResourceWithMoveState      = (*runnerResource)(nil)
	_ resource.ResourceWithValidateConfig = (*runnerResource)(nil)
)

// NewResource returns the resource gitlabrunner_runner.
func NewResource() resource.Resource {
	return &runnerResource{providerdata.RunnerResource{Resource: providerdata.Resource{Name: "runner"}, Attribute: "id"}}
}

type runnerResource struct{ providerdata.RunnerResource }

// Create implements [resource.Resource]. It sends one request: the rest of the
// state comes from the plan.
func (r *runnerResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	created, err := r.Data.Client.CreateRunner(ctx, plan.createRequest())
	if err != nil {
		resp.Diagnostics.Append(createFailed(r.Data, plan, err)...)

		return
	}

	r.Data.RecordOwner(created.ID, plan.ProjectID.ValueInt64())
	resp.Diagnostics.Append(plan.Created(ctx, r.Data, created, resp.Private)...)
	resp.Diagnostics.Append(plan.Identify(ctx, resp.Identity)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

func (r *runnerResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(state.Identify(ctx, resp.Identity)...)
	if resp.Diagnostics.HasError() {
		return
	}

	before := state

	id := state.ID.ValueInt64()

	runner, exists := r.ReadRunner(ctx, tfdiag.OnRunner(tfdiag.ReadRunner, id, state.RunnerType.ValueString()), id, resp)
	if !exists {
		return
	}

	if state.Imported() {
		state.FillDefaults()
	}

	if state.NeedsAdoption() {
		note, diags := state.adoptOwner(ctx, r.Data, runner)
		resp.Diagnostics.Append(diags...)
		resp.Diagnostics.Append(note.replace(ctx, resp.Private)...)
	}

	note, diags := readOwnerNote(ctx, resp.Private)
	resp.Diagnostics.Append(diags...)

	owner := state.ProjectID.ValueInt64()

	switch {
	case note.Uncertain:
	case r.Data.LostOwner(ctx, runner, owner):
		resp.Diagnostics.Append(warnLostOwner(runner, owner))
	default:
		r.Data.RecordOwner(runner.ID, owner)
	}

	resp.Diagnostics.Append(state.Refresh(ctx, r.Data, runner)...)
	resp.Diagnostics.Append(state.WriteNotes(ctx, r.Data, runner, resp.Private)...)
	resp.Diagnostics.Append(framework.WriteRefreshed(ctx, &resp.State, before, state)...)
}

func (r *runnerResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(state.Identify(ctx, resp.Identity)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if !plan.ProjectID.Equal(state.ProjectID) || !plan.GroupID.Equal(state.GroupID) {
		resp.Diagnostics.Append(ownerNote{}.write(ctx, resp.Private)...)
		r.Data.RecordOwner(plan.ID.ValueInt64(), plan.ProjectID.ValueInt64())
	}

	resp.Diagnostics.Append(plan.Update(ctx, r.Data, state.Runner, resp.Private)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

func (r *runnerResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}

	idle, diags := state.Drain(ctx, r.Data)
	resp.Diagnostics.Append(diags...)

	if idle {
		resp.Diagnostics.Append(state.Runner.Delete(ctx, r.Data)...)
	}
}
