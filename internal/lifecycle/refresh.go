package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/rotation"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/settings"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Look reads a runner. It reports whether the runner is gone from GitLab.
func Look(ctx context.Context, session *session.Session, id int64) (gitlabapi.Runner, bool, diag.Diagnostics) {
	runner, err := session.Client.SharedRunner(ctx, id)
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
// is for Note to say.
func (r *Runner) Refresh(ctx context.Context, session *session.Session, runner gitlabapi.Runner) diag.Diagnostics {
	recorded, diags := rotation.From(ctx, r.TokenRotation)

	if unseen := r.read(runner); unseen {
		r.judgeNote(ctx, session, runner, &diags)
	}

	if runner.TokenExpiresAt.Sent {
		r.Expire(runner.TokenExpiresAt.Value, recorded)
	}

	return diags
}

// read takes over what GitLab shows of the runner. The token cannot be read.
// It reports whether the maintenance note may be hidden.
func (r *Runner) read(runner gitlabapi.Runner) bool {
	var hidden bool

	r.Values, hidden = settings.FromAPI(runner, r.Values)
	r.RunnerType = types.StringValue(runner.RunnerType)

	return hidden
}

// judgeNote decides what it means that a note in state is not shown. Nothing is
// hidden from an administrator: there is no note any more.
func (r *Runner) judgeNote(ctx context.Context, session *session.Session, runner gitlabapi.Runner, diags *diag.Diagnostics) {
	if !runner.MaintenanceNote.Sent {
		warnUnseen(session, diags)

		return
	}

	if administrator, err := session.Administrator(ctx); err == nil && administrator {
		r.MaintenanceNote = types.StringValue("")

		return
	}

	warnHidden(session, diags)
}
