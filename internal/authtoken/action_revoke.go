package authtoken

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var _ action.ActionWithModifyPlan = (*revokeAction)(nil)

// NewRevokeAction returns the action gitlabrunner_revoke_authentication_token.
func NewRevokeAction() action.Action {
	return &revokeAction{providerdata.Action{Name: "revoke_authentication_token"}}
}

type revokeAction struct{ providerdata.Action }

type revokeModel struct {
	RunnerID types.Int64 `tfsdk:"runner_id"`
}

func (a *revokeAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Revokes a runner's authentication token immediately, for example because it has leaked. " +
			"GitLab can revoke a token only by replacing it; the replacement is discarded and never shown or stored. " +
			"The runner keeps its ID, settings and assignments, but no runner manager can use it until another token is created and distributed.\n\n" +
			"From then on, GitLab rejects every runner manager of the runner. All copies of the token are invalid: in `config.toml`, in secret stores, " +
			"and in the state of the `gitlabrunner_runner` or `gitlabrunner_authentication_token` that manages it. " +
			"These resources detect this only with `verify_on_refresh = true`. " +
			"To create and distribute a new token, change a value of the resource's `rotate_when_changed` and apply.\n\n" +
			"If you have time for an apply, changing a trigger is enough: it revokes the old token and distributes the new one.\n\n" +
			"GitLab's documentation: [reset a runner's authentication token](https://docs.gitlab.com/api/runners/#reset-runners-authentication-token-by-using-the-runner-id). " +
			"Requires Terraform 1.14 or newer; OpenTofu does not support actions.",
		Attributes: map[string]schema.Attribute{
			"runner_id": schema.Int64Attribute{
				CustomType:          framework.WholeNumber{},
				MarkdownDescription: "The ID of the runner whose token to revoke.",
				Required:            true,
				Validators:          []validator.Int64{framework.IDValidator()},
			},
		},
	}
}

func (a *revokeAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var config revokeModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("runner_id"), config.RunnerID)...)
}

func (a *revokeAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config revokeModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("runner_id"), config.RunnerID)...)
	if resp.Diagnostics.HasError() {
		return
	}

	id := config.RunnerID.ValueInt64()

	if _, err := a.Data.Client.ResetAuthenticationToken(ctx, id); err != nil {
		resp.Diagnostics.Append(revokeFailed(id, err)...)

		return
	}

	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(
		"The authentication token of runner %d is revoked, and the one that replaced it is discarded. "+
			"GitLab now rejects the runner managers. Every copy of the token is invalid: in config.toml, in secret stores, and in the state of the "+
			"gitlabrunner_runner or gitlabrunner_authentication_token that manages it. To create a new token, change a value of rotate_when_changed of this resource; "+
			"with verify_on_refresh = true, the next apply creates one in any case.", id)})
}

// sentBefore reports whether an attempt before the one that was answered may
// have done it: a reset is sent again where there was no answer.
func sentBefore(err error) bool {
	failure, answered := errors.AsType[*gitlabapi.Error](err)

	return answered && failure.Attempts > 1
}

// revokeFailed says whether the token is still valid.
func revokeFailed(id int64, err error) diag.Diagnostics {
	call := tfdiag.OnRunner(tfdiag.RevokeToken, id, "")

	switch {
	case gitlabapi.Unanswered(err), sentBefore(err):
		return call.Because(tfdiag.Lost, err)
	case !gitlabapi.IsGone(err):
		call.Note = tfdiag.TokenStaysValid
	}

	return call.Failed(err)
}
