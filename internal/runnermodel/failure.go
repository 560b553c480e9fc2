package runnermodel

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// call is an operation on the runner.
func (r *Runner) call(operation tfdiag.OperationID) tfdiag.Call {
	return tfdiag.OnRunner(operation, r.ID.ValueInt64(), r.RunnerType.ValueString())
}

// updateFailed explains why GitLab refused a change. Before 16.10 it knows no
// maintenance note in an update, and answers as for an empty request.
func (r *Runner) updateFailed(ctx context.Context, data *providerdata.Data, change gitlabapi.UpdateRunner, err error) diag.Diagnostics {
	call := r.call(tfdiag.UpdateRunner)

	if change.MaintenanceNote.Sent && gitlabapi.HasStatus(err, http.StatusBadRequest) {
		if supported, versionErr := data.VersionAtLeast(ctx, 16, 10); versionErr == nil && !supported {
			return call.Because(tfdiag.NotesUnsupported, err)
		}
	}

	return data.Failed(call, err)
}
