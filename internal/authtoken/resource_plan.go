package authtoken

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

func (r *tokenResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	var current types.String

	change, diags := framework.DecodeChange[resourceModel](ctx, req)
	plan, state := &change.Plan, change.Before

	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, currentTokenPath, &current)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("runner_id"), plan.RunnerID)...)
	tokenstate.CheckKind(currentTokenPath, current, &resp.Diagnostics)

	if resp.Diagnostics.HasError() {
		return
	}

	plan.CheckStored(&resp.Diagnostics)

	planning := tokenstate.Planning{Data: r.Data, Runner: plan.RunnerID.ValueInt64(), Private: req.Private}

	if state == nil {
		r.planCreate(ctx, *plan, current, &resp.Diagnostics)
	} else {
		// Terraform plans a replacement once more, as a creation.
		if !plan.RunnerID.Equal(state.RunnerID) {
			plan.MarkUnknown()
			resp.Diagnostics.Append(change.Write(ctx, &resp.Plan)...)

			return
		}

		if plan.adopts(*state) {
			plan.planAdoption(current, &resp.Diagnostics)
			resp.Diagnostics.Append(change.Write(ctx, &resp.Plan)...)

			return
		}

		planning.Before = &state.State
	}

	reason, diags := plan.Plan(ctx, planning)
	resp.Diagnostics.Append(diags...)

	if reason != nil {
		plan.planExchange(*reason, *state, current, &resp.Diagnostics)
	}

	resp.Diagnostics.Append(change.Write(ctx, &resp.Plan)...)
}

// adopts reports whether another token is handed over.
func (m resourceModel) adopts(state resourceModel) bool {
	return !m.CurrentTokenWOVersion.IsNull() && !m.CurrentTokenWOVersion.Equal(state.CurrentTokenWOVersion)
}

func (m *resourceModel) planAdoption(current types.String, diags *diag.Diagnostics) {
	m.MarkUnknown()

	// A version that is known only after apply may turn out to be the recorded one.
	if current.IsNull() && !m.CurrentTokenWOVersion.IsUnknown() {
		diags.Append(adoptionWithoutToken())
	}
}

// planCreate refuses a creation that cannot succeed, or that would disconnect
// runner managers.
func (r *tokenResource) planCreate(ctx context.Context, plan resourceModel, current types.String, diags *diag.Diagnostics) {
	if current.IsNull() && plan.UseRunnerToken.ValueBool() {
		diags.Append(tfdiag.At(path.Root("use_runner_token"), tfdiag.NewTokenNeedsCurrent, nil))
	}

	if current.IsNull() {
		diags.Append(r.Data.RequireToken(tfdiag.OnRunner(tfdiag.RotateToken, plan.RunnerID.ValueInt64(), ""))...)
	}

	// The apply checks again, and reports what else it cannot check.
	if r.Data != nil && current.IsNull() && !plan.RunnerID.IsUnknown() && !r.Data.Client.HasWritten() {
		if err := r.guard(ctx, plan, diags); gitlabapi.IsGone(err) {
			call := tfdiag.OnRunner(tfdiag.ListManagers, plan.RunnerID.ValueInt64(), "")
			diags.Append(call.FailedAt(path.Root("runner_id"), err)...)
		}
	}
}

// planExchange refuses an exchange that cannot succeed.
func (m resourceModel) planExchange(reason tokenstate.Reason, state resourceModel, current types.String, diags *diag.Diagnostics) {
	if !m.UseRunnerToken.ValueBool() {
		return
	}

	if reason.Rejected() {
		diags.Append(tfdiag.At(path.Root("use_runner_token"), tfdiag.ExchangeOfRefused, nil))
	}

	if state.Token.IsNull() && current.IsNull() {
		diags.Append(tfdiag.At(path.Root("use_runner_token"), tfdiag.ExchangeNeedsToken, nil))
	}
}
