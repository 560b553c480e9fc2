package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/minted"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/rotation"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
)

// Planned fills in what a plan says of the runner. The state before is nil
// where the runner is about to be made, and the session is nil where the
// provider is not configured.
func (r *Runner) Planned(ctx context.Context, session *session.Session, before *Runner, private minted.Private) diag.Diagnostics {
	wanted, diags := rotation.From(ctx, r.TokenRotation)
	change := minted.Change{Attribute: rotationAttribute, Wanted: wanted, Private: private}

	if before == nil {
		r.CheckLimits(nil, &diags)
	} else {
		r.CheckLimits(&before.Values, &diags)

		recorded, found := rotation.From(ctx, before.TokenRotation)
		diags.Append(found...)

		change.State, change.Recorded = &before.State, recorded
	}

	rotates, planned := r.Plan(ctx, change)
	diags.Append(planned...)

	if rotates && session != nil {
		minted.WarnShared(ctx, session.Client, r.ID.ValueInt64(), change.Attribute, &diags)
	}

	return diags
}
