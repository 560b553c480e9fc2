package authtoken

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// rejectedKey holds, in private state, that GitLab refused the token in state.
const rejectedKey = "token_rejected"

// ModifyPlan implements [resource.ResourceWithModifyPlan].
func (r *tokenResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	var (
		plan, state resourceModel
		current     types.String
	)

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("current_token_wo"), &current)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("runner_id"), plan.RunnerID)...)

	if resp.Diagnostics.HasError() {
		return
	}

	if plan.VerifyOnRefresh.ValueBool() && !plan.StoreToken.IsUnknown() && !plan.StoreToken.ValueBool() {
		resp.Diagnostics.AddAttributeError(path.Root("verify_on_refresh"), "Nothing to verify",
			"verify_on_refresh shows the token in state to GitLab, and with store_token = false there is none. Turn one of the two off.")
	}

	planning := tokenstate.Planning{Data: r.data, Runner: plan.RunnerID.ValueInt64(), Private: req.Private}

	if req.State.Raw.IsNull() {
		r.planCreate(ctx, plan, current, &resp.Diagnostics)
	} else {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
		if resp.Diagnostics.HasError() {
			return
		}

		// Terraform plans a replacement once more, as a creation.
		if !plan.RunnerID.Equal(state.RunnerID) {
			plan.MarkUnknown()
			resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)

			return
		}

		if plan.adopts(state) {
			plan.planAdoption(current, &resp.Diagnostics)
			resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)

			return
		}

		planning.Before = &state.State

		rejected, diags := framework.Flag(ctx, req.Private, rejectedKey)
		resp.Diagnostics.Append(diags...)

		if rejected && (plan.VerifyOnRefresh.ValueBool() || plan.VerifyOnRefresh.IsUnknown()) {
			planning.Reason = &tokenstate.Reason{
				Attribute: path.Root("verify_on_refresh"),
				Text:      "is no longer valid: it has expired, or it was rotated outside this configuration",
				Possible:  plan.VerifyOnRefresh.IsUnknown(),
			}
		}

		if rejected && plan.UseRunnerToken.ValueBool() {
			plan.refusedExchange(&resp.Diagnostics)
		}
	}

	rotates, diags := plan.Plan(ctx, planning)
	resp.Diagnostics.Append(diags...)

	if rotates {
		r.planRotation(ctx, plan, state, current, &resp.Diagnostics)
	}

	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// adopts reports whether another token is handed over.
func (m resourceModel) adopts(state resourceModel) bool {
	return !m.CurrentTokenWOVersion.IsNull() && !m.CurrentTokenWOVersion.Equal(state.CurrentTokenWOVersion)
}

// refusedExchange says that an exchange cannot succeed. It is for plans alone
// that would try.
func (m resourceModel) refusedExchange(diags *diag.Diagnostics) {
	if m.VerifyOnRefresh.ValueBool() {
		diags.AddAttributeError(path.Root("use_runner_token"), "No token to exchange",
			"GitLab refuses the token in state, so it cannot be exchanged for a new one. Adopt the present token with current_token_wo and another current_token_wo_version, "+
				"or set use_runner_token = false, so that the token is made by the runner's id.")
	}
}

func (m *resourceModel) planAdoption(current types.String, diags *diag.Diagnostics) {
	m.MarkUnknown()

	// A version that is known only after apply may turn out to be the recorded one.
	if current.IsNull() && !m.CurrentTokenWOVersion.IsUnknown() {
		wrongToken(diags, noCurrentToken)
	}
}

// planCreate refuses, as early as it can be known, to break a live fleet.
func (r *tokenResource) planCreate(ctx context.Context, plan resourceModel, current types.String, diags *diag.Diagnostics) {
	if current.IsNull() && plan.UseRunnerToken.ValueBool() {
		diags.AddAttributeError(path.Root("use_runner_token"), "Missing current_token_wo",
			"use_runner_token exchanges the current token for a new one, and there is none yet: hand it over in current_token_wo, or leave use_runner_token out.")
	}

	// An apply asks again itself, and says what it could not ask.
	if r.data != nil && current.IsNull() && !plan.RunnerID.IsUnknown() && !r.data.Client.HasWritten() {
		_ = r.guard(ctx, plan, diags)
	}
}

func (r *tokenResource) planRotation(ctx context.Context, plan, state resourceModel, current types.String, diags *diag.Diagnostics) {
	if r.data != nil {
		tokenstate.WarnShared(ctx, r.data.Client, plan.RunnerID.ValueInt64(), diags)
	}

	if plan.UseRunnerToken.ValueBool() && state.Token.IsNull() && current.IsNull() {
		diags.AddAttributeError(path.Root("use_runner_token"), "No token to exchange",
			"use_runner_token exchanges the current token for a new one, but there is none in state. Hand it over in current_token_wo, "+
				"or set use_runner_token = false, so that the token is made by the runner's id.")
	}
}
