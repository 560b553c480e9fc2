package authtoken

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// mint makes a new token: by the runner's id, or in exchange for the current
// one where that is asked for and there is one.
func (r *tokenResource) mint(ctx context.Context, plan *resourceModel, before tokenstate.State, current types.String, private framework.Private) diag.Diagnostics {
	id := plan.RunnerID.ValueInt64()

	if before.Token.ValueString() != "" {
		current = before.Token
	}

	byToken := plan.UseRunnerToken.ValueBool() && current.ValueString() != ""

	var (
		token gitlabapi.IssuedToken
		err   error
	)

	if byToken {
		token, err = r.data.Client.ResetWithToken(ctx, id, current.ValueString())
	} else {
		token, err = r.data.Client.ResetAuthenticationToken(ctx, id)
	}

	if err != nil {
		return rotateFailed(id, byToken, err)
	}

	return plan.Publish(ctx, token, tokenstate.Creation{Data: r.data, Runner: id, Private: private, Before: before})
}

// adopt takes over a live token without a reset, if it is one of this runner.
func (r *tokenResource) adopt(ctx context.Context, plan *resourceModel, before *tokenstate.State, current string) diag.Diagnostics {
	var diags diag.Diagnostics

	id := plan.RunnerID.ValueInt64()

	if current == "" {
		wrongToken(&diags, noCurrentToken)

		return diags
	}

	verified, err := verify(ctx, r.data.Client, current)

	switch {
	case gitlabapi.IsTokenRefused(err):
		refused := ofRunner("adopt", id, needsToken).FailedAnd(err, fmt.Sprintf("GitLab refuses it: it is not a runner's token, or it was replaced, or it has expired. "+
			"Hand over the token that runner %d has now, or set reset_on_create = true for a new one.", id))
		wrongToken(&diags, refused[0].Detail())
	case err != nil:
		diags.Append(tfdiag.OnRunner(tfdiag.VerifyToken, id, "").Failed(err)...)
	case verified.ID != id:
		wrongToken(&diags, fmt.Sprintf("It is the token of runner %d, and not of runner %d.", verified.ID, id))
	default:
		plan.Adopt(current, verified, before)
		r.data.PublishToken(id, plan.TokenVersion.ValueInt64(), current)
	}

	return diags
}
