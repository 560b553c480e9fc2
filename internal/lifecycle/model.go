package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/minted"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/rotation"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/settings"
)

// Runner is the state of a runner; a resource's model embeds it.
type Runner struct {
	settings.Values
	minted.State

	ID            types.Int64  `tfsdk:"id"`
	RunnerType    types.String `tfsdk:"runner_type"`
	TokenRotation types.Object `tfsdk:"token_rotation"`
	DrainTimeout  types.String `tfsdk:"drain_timeout"`
}

// Made fills in what only the answer to a creation knows, and hands the token
// on.
func (r *Runner) Made(ctx context.Context, session *session.Session, created gitlabapi.CreatedRunner) diag.Diagnostics {
	wanted, diags := rotation.From(ctx, r.TokenRotation)

	r.ID = types.Int64Value(created.ID)
	r.Mint(created.Token, created.CreatedAt, created.TokenExpiresAt, minted.State{})
	r.scheduleMinted(wanted, &diags)

	session.HandOn(created.ID, r.TokenVersion.ValueInt64(), created.Token)

	return diags
}

// scheduleMinted sets when a token that was just made will be due.
func (r *Runner) scheduleMinted(wanted rotation.Model, diags *diag.Diagnostics) {
	if halved := r.Schedule(wanted); halved {
		r.WarnHalved(path.Root(rotationAttribute), diags)
	}
}
