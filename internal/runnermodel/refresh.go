package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Look reads a runner. It reports whether the runner is gone from GitLab.
func Look(ctx context.Context, data *providerdata.Data, id int64) (gitlabapi.Runner, bool, diag.Diagnostics) {
	runner, err := data.Client.SharedRunner(ctx, id)
	if gitlabapi.IsGone(err) {
		tflog.Info(ctx, "The runner is gone from GitLab and leaves the state", map[string]any{"runner_id": id})

		return runner, true, nil
	}

	if err != nil {
		return runner, false, On("read", id, tfdiag.NeedsRead).Failed(err)
	}

	return runner, false, nil
}

// Refresh takes over what GitLab shows of the runner. Whether a rotation is due
// is for WriteNotes to say.
func (r *Runner) Refresh(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner) diag.Diagnostics {
	var diags diag.Diagnostics

	if unseen := r.read(runner); unseen {
		r.judgeNote(ctx, data, runner, &diags)
	}

	return append(diags, r.ReadExpiry(runner)...)
}

// read takes over what GitLab shows of the runner. The token cannot be read.
// It reports whether the maintenance note may be hidden.
func (r *Runner) read(runner gitlabapi.Runner) bool {
	var hidden bool

	r.Settings, hidden = settingsFromAPI(runner, r.Settings)
	r.RunnerType = types.StringValue(runner.RunnerType)

	return hidden
}

// judgeNote decides what it means that a note in state is not shown. Nothing is
// hidden from an administrator: there is no note any more.
func (r *Runner) judgeNote(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner, diags *diag.Diagnostics) {
	if !runner.MaintenanceNote.Sent {
		warnUnseen(data, diags)

		return
	}

	if administrator, err := data.Administrator(ctx); err == nil && administrator {
		r.MaintenanceNote = types.StringValue("")

		return
	}

	warnHidden(data, diags)
}
