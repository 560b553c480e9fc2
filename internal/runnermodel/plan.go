package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// ModifyPlan completes the plan of the runner. before is nil for a runner that does not
// exist yet, and data is nil before the provider is configured.
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
