package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// ModifyPlan fills in what a plan says of the runner. The state before is nil
// where the runner is about to be created, and data is nil while the provider
// is not configured.
func (r *Runner) ModifyPlan(ctx context.Context, data *providerdata.Data, before *Runner, private framework.Private) diag.Diagnostics {
	var diags diag.Diagnostics

	r.CheckStored(&diags)

	planning := tokenstate.Planning{Data: data, Runner: r.ID.ValueInt64(), Private: private}

	if before == nil {
		r.CheckLimits(nil, &diags)
	} else {
		r.CheckLimits(&before.Settings, &diags)
		planning.Before = &before.State
	}

	_, planned := r.Plan(ctx, planning)

	return append(diags, planned...)
}
