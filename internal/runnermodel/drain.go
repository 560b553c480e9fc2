package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Drain pauses the runner and waits until it has no running job, if drain_timeout
// is set. It reports whether the runner can be deleted: it is idle, or gone.
func (r *Runner) Drain(ctx context.Context, data *providerdata.Data) (bool, diag.Diagnostics) {
	if r.DrainTimeout.IsNull() {
		return true, nil
	}

	timeout, diags := framework.Duration(path.Root("drain_timeout"), r.DrainTimeout, drainTimeoutExample)
	if diags.HasError() {
		return false, diags
	}

	id := r.ID.ValueInt64()
	deadline := data.Clock.Now().Add(timeout)

	work, failure := Pause(ctx, data, id, r.RunnerType.ValueString())

	switch {
	case failure != nil && gitlabapi.IsGone(failure.Err):
		return true, nil
	case failure != nil:
		return false, data.Failed(failure.Call, failure.Err)
	case !work.Busy():
		return true, nil
	}

	busy := map[int64]Work{id: work}
	failures, err := Wait(ctx, data, busy, deadline, func(int64, Work) {})

	switch work, found := busy[id]; {
	case err != nil:
		diags.Append(tfdiag.New(tfdiag.DrainInterrupted, tfdiag.Values{"runner": id, "jobs": work.List()}))
	case len(failures) > 0:
		diags = tfdiag.Failed(failures, "", nil)
	case found:
		diags.Append(tfdiag.New(tfdiag.RunnerBusy, tfdiag.Values{"runner": id, "timeout": timeout, "jobs": work.List()}))
	}

	return !diags.HasError(), diags
}
