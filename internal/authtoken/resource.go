package authtoken

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

var (
	_ resource.ResourceWithIdentity    = (*tokenResource)(nil)
	_ resource.ResourceWithImportState = (*tokenResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*tokenResource)(nil)
)

// NewResource returns the resource gitlabrunner_authentication_token.
func NewResource() resource.Resource {
	return &tokenResource{providerdata.RunnerResource{Resource: providerdata.Resource{Name: "authentication_token"}, Attribute: "runner_id"}}
}

type tokenResource struct{ providerdata.RunnerResource }

type resourceModel struct {
	tokenstate.State

	RunnerID              types.Int64  `tfsdk:"runner_id"`
	CurrentTokenWO        types.String `tfsdk:"current_token_wo"`
	CurrentTokenWOVersion types.Int64  `tfsdk:"current_token_wo_version"`
	ResetOnCreate         types.Bool   `tfsdk:"reset_on_create"`
	UseRunnerToken        types.Bool   `tfsdk:"use_runner_token"`
}

// Create implements [resource.Resource]: a token that is handed over is
// adopted, else a new one is made.
func (r *tokenResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var (
		plan    resourceModel
		current types.String
	)

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, currentTokenPath, &current)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if current.ValueString() != "" {
		resp.Diagnostics.Append(r.adopt(ctx, &plan, nil, current.ValueString())...)
	} else {
		r.guardApply(ctx, plan, &resp.Diagnostics)

		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(r.reset(ctx, &plan, tokenstate.State{}, current, resp.Private)...)
		}
	}

	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(plan.identify(ctx, resp.Identity)...)
		resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	}
}

// Read implements [resource.Resource]. A runner that is gone takes its token
// with it.
func (r *tokenResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(state.identify(ctx, resp.Identity)...)
	if resp.Diagnostics.HasError() {
		return
	}

	before := state

	id := state.RunnerID.ValueInt64()

	runner, exists := r.ReadRunner(ctx, tfdiag.OnRunner(tfdiag.ReadRunner, id, ""), id, resp)
	if !exists {
		return
	}

	if state.imported() {
		state.adopt()
	}

	resp.Diagnostics.Append(state.ReadExpiry(runner)...)
	resp.Diagnostics.Append(state.WriteNotes(ctx, r.Data, runner, resp.Private)...)
	resp.Diagnostics.Append(framework.WriteRefreshed(ctx, &resp.State, before, state)...)
}

func (r *tokenResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var (
		plan, state resourceModel
		current     types.String
	)

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(state.identify(ctx, resp.Identity)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, currentTokenPath, &current)...)
	if resp.Diagnostics.HasError() {
		return
	}

	var diags diag.Diagnostics

	switch {
	case plan.adopts(state):
		diags = r.adopt(ctx, &plan, &state.State, current.ValueString())

		if !diags.HasError() {
			diags.Append(tokenstate.ClearDue(ctx, resp.Private)...)
		}
	case plan.Rotates():
		diags = r.reset(ctx, &plan, state.State, current, resp.Private)
	default:
		plan.KeepToken(state.State)
		plan.Schedule()
	}

	resp.Diagnostics.Append(diags...)

	if diags.HasError() {
		// Nothing has changed, so that the next plan finds it due again.
		plan = state
	}

	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// Delete implements [resource.Resource]. It changes nothing: the token stays
// valid, because another configuration manages the runner.
func (r *tokenResource) Delete(ctx context.Context, req resource.DeleteRequest, _ *resource.DeleteResponse) {
	var id int64

	if diags := req.State.GetAttribute(ctx, path.Root("runner_id"), &id); !diags.HasError() {
		tflog.Info(ctx, fmt.Sprintf("The token of runner %d is not managed any more; it stays valid", id))
	}
}
