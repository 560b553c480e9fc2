package runnermodel

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// On is an operation on one runner.
func On(verb string, id int64, needs string) tfdiag.Operation {
	return tfdiag.Operation{Verb: verb, Noun: "runner", Object: fmt.Sprintf("runner %d", id), Needs: needs}
}

// NotMade words the failure of an operation that makes a runner. Where the
// answer got lost it says that the runner may be there all the same: GitLab
// shows its token to nobody any more.
func (r *Runner) NotMade(operation tfdiag.Operation, err error, next string) diag.Diagnostics {
	operation.Attributes = attributesByParameter()

	if !gitlabapi.MayHaveActed(err) {
		return operation.FailedAnd(err, next)
	}

	return operation.Lost(err, fmt.Sprintf("The request was not sent again, because GitLab may have made the runner before the answer got lost. "+
		"Look for one that has never been contacted, with the description %q, among the newest in GitLab's list of runners, or with:\n\n"+
		"  data \"gitlabrunner_runners\" \"lost\" {\n    status = \"never_contacted\"\n    paused = %t\n  }\n\n"+
		"(for an instance runner with all = true). If it is there, delete it, or import it with its id:\n\n"+
		"  terraform import 'ADDRESS_OF_THIS_RESOURCE' ID\n\n"+
		"An imported runner has no token in state. Only if it is not there, run again.", r.Description.ValueString(), r.Paused.ValueBool()))
}

func (r *Runner) updateFailed(ctx context.Context, data *providerdata.Data, change gitlabapi.UpdateRunner, err error, id int64) diag.Diagnostics {
	operation := On("update", id, tfdiag.NeedsWrite)
	operation.Attributes = attributesByParameter()

	if gitlabapi.IsGone(err) {
		return operation.FailedAnd(err, "The runner was deleted since the plan was made. The next plan will create it.")
	}

	if change.MaintenanceNote.Sent && gitlabapi.HasStatus(err, http.StatusBadRequest) && tooOldForNotes(ctx, data) {
		return operation.FailedAnd(err, noteNeeds)
	}

	return operation.Failed(err)
}

// rotateFailed says, where the answer got lost, that the token in state may be
// dead already.
func rotateFailed(err error, id int64) diag.Diagnostics {
	operation := On("rotate the token of", id, tfdiag.NeedsWrite)

	if !gitlabapi.Unanswered(err) {
		return operation.Failed(err)
	}

	return operation.FailedAnd(err, "GitLab may have made a new token before its answer got lost; then the one in state is refused by now. "+
		"The rotation is still due: the next apply creates another token, which replaces it.")
}

// noteNeeds is why an older GitLab does not do with a note what was asked.
const noteNeeds = "This GitLab is older than 16.10: a maintenance note can be set when a runner is made, and is neither shown nor changed afterwards. " +
	"Leave maintenance_note as it was made, or upgrade GitLab."

func tooOldForNotes(ctx context.Context, data *providerdata.Data) bool {
	known, err := data.VersionAtLeast(ctx, 16, 10)

	return err == nil && !known
}

// warnUnseen is said once in a run, however many runners have a note.
func warnUnseen(data *providerdata.Data, diags *diag.Diagnostics) {
	data.WarnOnce(diags,
		"Maintenance notes cannot be seen",
		"GitLab shows no maintenance notes at all, so those in state are kept. "+noteNeeds)
}

// warnHidden is said once in a run, however many runners have a note.
func warnHidden(data *providerdata.Data, diags *diag.Diagnostics) {
	data.WarnOnce(diags,
		"Maintenance notes cannot be checked for drift",
		"GitLab shows no maintenance note for at least one runner that has one in state. It hides the note from who may not update the runner, "+
			"so the note in state is kept. If somebody did remove it, the next change of the note puts it right. "+tfdiag.NeedsWrite)
}
