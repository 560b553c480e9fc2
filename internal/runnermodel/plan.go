package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// Planned fills in what a plan says of the runner. The state before is nil
// where the runner is about to be made, and the session is nil where the
// provider is not configured.
func (r *Runner) Planned(ctx context.Context, data *providerdata.Data, before *Runner, private tokenstate.Private) diag.Diagnostics {
	wanted, diags := tokenstate.RotationFrom(ctx, r.TokenRotation)
	change := tokenstate.Change{Attribute: rotationAttribute, Wanted: wanted, Private: private}

	if before == nil {
		r.CheckLimits(nil, &diags)
	} else {
		r.CheckLimits(&before.Settings, &diags)

		recorded, found := tokenstate.RotationFrom(ctx, before.TokenRotation)
		diags.Append(found...)

		change.State, change.Recorded = &before.State, recorded
	}

	rotates, planned := r.Plan(ctx, change)
	diags.Append(planned...)

	if rotates && data != nil {
		tokenstate.WarnShared(ctx, data.Client, r.ID.ValueInt64(), change.Attribute, &diags)
	}

	return diags
}
