package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// Runner is the state of a runner; a resource's model embeds it.
type Runner struct {
	Settings
	tokenstate.State

	ID            types.Int64  `tfsdk:"id"`
	RunnerType    types.String `tfsdk:"runner_type"`
	TokenRotation types.Object `tfsdk:"token_rotation"`
	DrainTimeout  types.String `tfsdk:"drain_timeout"`
}

// Made fills in what only the answer to a creation knows, and hands the token
// on.
func (r *Runner) Made(ctx context.Context, data *providerdata.Data, created gitlabapi.CreatedRunner) diag.Diagnostics {
	wanted, diags := tokenstate.RotationFrom(ctx, r.TokenRotation)
	token := gitlabapi.MintedToken{Token: created.Token, TokenExpiresAt: created.TokenExpiresAt, MintedAt: created.CreatedAt}

	r.ID = types.Int64Value(created.ID)
	diags.Append(r.Take(token, tokenstate.Taking{Data: data, Runner: created.ID, Attribute: rotationAttribute, Wanted: wanted})...)

	return diags
}
