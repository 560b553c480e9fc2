package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Refresh sets the attributes that GitLab shows. WriteNotes notes whether a rotation
// is due.
func (r *Runner) Refresh(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner) diag.Diagnostics {
	var diags diag.Diagnostics

	if hidden := r.setFromAPI(runner); hidden {
		r.mergeMaintenanceNote(ctx, data, runner, &diags)
	}

	return append(diags, r.ReadExpiry(runner)...)
}

// setFromAPI sets the attributes that GitLab shows, which the token is not among. It
// reports whether the maintenance note may be hidden.
func (r *Runner) setFromAPI(runner gitlabapi.Runner) bool {
	var hidden bool

	r.Settings, hidden = settingsFromAPI(runner, r.Settings)
	r.RunnerType = types.StringValue(runner.RunnerType)

	return hidden
}

// mergeMaintenanceNote decides whether the note in the state stays if GitLab shows
// none. GitLab hides no note from an administrator, for whom the note is gone. The
// warnings are about all runners, so a run has each of them once.
func (r *Runner) mergeMaintenanceNote(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner, diags *diag.Diagnostics) {
	warning := tfdiag.NotesNotShown

	if runner.MaintenanceNote.Sent {
		if administrator, err := data.Administrator(ctx); err == nil && administrator {
			r.MaintenanceNote = types.StringValue("")

			return
		}

		warning = tfdiag.NotesHidden
	}

	if data.Once(string(warning)) {
		diags.Append(tfdiag.New(warning, tfdiag.Values{
			"runner": runner.ID, "token": tfdiag.UpdateRunner.Permission().Token(runner.RunnerType),
		}))
	}
}
