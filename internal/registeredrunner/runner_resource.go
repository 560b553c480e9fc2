package registeredrunner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

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

// NewRunnerResource returns the resource gitlabrunner_registered_runner.
func NewRunnerResource() resource.Resource {
	return &runnerResource{providerdata.RunnerResource{Resource: providerdata.Resource{Name: "registered_runner"}, Attribute: "id"}}
}

type runnerResource struct{ providerdata.RunnerResource }

// Create implements [resource.Resource]. The answer does not have the type of the
// runner, which is read when everything else is saved.
func (r *runnerResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config runnerModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	registrationToken := config.token(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	created, err := r.Data.Client.RegisterRunner(ctx, plan.request(registrationToken))
	if err != nil {
		resp.Diagnostics.Append(r.Data.Failed(plan.registering(registrationToken), err)...)

		return
	}

	resp.Diagnostics.Append(plan.Created(ctx, r.Data, created, resp.Private)...)
	resp.Diagnostics.Append(plan.Identify(ctx, resp.Identity)...)

	plan.RunnerType = types.StringNull()
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)

	runnerType, diags := r.typeOf(ctx, created.ID)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("runner_type"), runnerType)...)
}

// typeOf reads the type of a runner that was just registered. A failure is a
// warning: after an error Terraform would replace the runner, and its token with
// it. The next refresh reads the type again.
func (r *runnerResource) typeOf(ctx context.Context, id int64) (types.String, diag.Diagnostics) {
	runner, err := r.Data.Client.Runner(ctx, id)
	if err == nil {
		return types.StringValue(runner.RunnerType), nil
	}

	return types.StringNull(), diag.Diagnostics{tfdiag.New(tfdiag.RegisteredTypeUnread, tfdiag.Values{
		"runner": id, "answer": err, "scope": tfdiag.ReadRunner.Permission().Scope(),
	})}
}

func (r *runnerResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state runnerModel

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

	resp.Diagnostics.Append(state.Refresh(ctx, r.Data, runner)...)
	resp.Diagnostics.Append(state.WriteNotes(ctx, r.Data, runner, resp.Private)...)
	resp.Diagnostics.Append(framework.WriteRefreshed(ctx, &resp.State, before, state)...)
}

// Update implements [resource.Resource]. Another registration token, or none,
// is only recorded.
func (r *runnerResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state runnerModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(state.Identify(ctx, resp.Identity)...)
	if resp.Diagnostics.HasError() {
		return
	}

	resp.Diagnostics.Append(plan.Update(ctx, r.Data, state.Runner, resp.Private)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}
