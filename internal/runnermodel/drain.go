package runnermodel

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// drain pauses a runner and waits until it has no running job. It reports
// whether the runner is idle, or gone, and may be deleted.
func drain(ctx context.Context, data *providerdata.Data, id int64, runnerType string, timeout time.Duration) (bool, diag.Diagnostics) {
	deadline := data.Clock.Now().Add(timeout)

	work, failure := Pause(ctx, data, id, runnerType)

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

	var diags diag.Diagnostics

	switch work, found := busy[id]; {
	case err != nil:
		diags.AddError("Waiting was interrupted", fmt.Sprintf("Runner %d is paused, and was not deleted: %s.", id, err))
	case len(failures) > 0:
		diags = tfdiag.Failed(failures, "", nil)
	case found:
		diags.AddError("Runner is still busy", fmt.Sprintf(
			"Runner %d was paused, but after %s (drain_timeout) it is still running jobs. It was not deleted and stays paused. Running jobs:\n\n%s\n\n"+
				"Run the destroy again when they have finished, or cancel them.", id, timeout, work.List()))
	}

	return !diags.HasError(), diags
}
