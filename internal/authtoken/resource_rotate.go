package authtoken

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// reset creates a token: by the ID of the runner, or in exchange for the current token
// if use_runner_token requires that and there is one.
func (r *tokenResource) reset(ctx context.Context, plan *resourceModel, before tokenstate.State, current types.String, private framework.Private) diag.Diagnostics {
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
		token, err = r.Data.Client.ResetWithToken(ctx, id, current.ValueString())
	} else {
		token, err = r.Data.Client.ResetAuthenticationToken(ctx, id)
	}

	if err != nil {
		operation := tfdiag.RotateToken
		if byToken {
			operation = tfdiag.ExchangeToken
		}

		return r.Data.Failed(tfdiag.OnRunner(operation, id, ""), err)
	}

	return plan.Publish(ctx, token, tokenstate.Creation{Data: r.Data, Runner: id, Private: private, Before: before})
}

// adopt takes over a live token without a reset, if it is one of this runner.
func (r *tokenResource) adopt(ctx context.Context, plan *resourceModel, before *tokenstate.State, current string) diag.Diagnostics {
	var diags diag.Diagnostics

	id := plan.RunnerID.ValueInt64()

	if current == "" {
		return diag.Diagnostics{adoptionWithoutToken()}
	}

	verified, err := verify(ctx, r.Data.Client, current)

	switch {
	case err != nil:
		call := tfdiag.OnRunner(tfdiag.AdoptToken, id, "")
		call.Values = tfdiag.Values{"runner": id}
		diags.Append(call.Failed(err)...)
	case verified.ID != id:
		diags.Append(tfdiag.At(currentTokenPath, tfdiag.TokenOfOtherRunner, tfdiag.Values{"other": verified.ID, "runner": id}))
	default:
		plan.Adopt(current, verified, before)
		r.Data.PublishToken(id, plan.TokenVersion.ValueInt64(), current)
	}

	return diags
}

var currentTokenPath = path.Root("current_token_wo")

// adoptionWithoutToken is for a changed version without a token.
func adoptionWithoutToken() diag.Diagnostic {
	return tfdiag.At(currentTokenPath, tfdiag.TokenToAdoptMissing, nil)
}
