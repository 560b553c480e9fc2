package runner

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/settings"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// What GitLab asks for, see https://docs.gitlab.com/api/runners/ and
// https://docs.gitlab.com/security/tokens/.
const (
	needsCreate = "Creating a runner needs the scope `create_runner` or `api`, and: an administrator for an instance runner, " +
		"the Owner of the group for a group runner, a Maintainer of the project for a project runner. " +
		"On an instance with admin mode an administrator's token needs the scope `admin_mode` as well."
	needsRead = "Reading a runner needs the scope `manage_runner`, `read_api` or `api`, and: any user for an instance runner, " +
		"a Maintainer of the group or of a project in it for a group runner, a Maintainer of an assigned project for a project runner."
	needsWrite = "Changing or deleting a runner needs the scope `manage_runner` or `api`, and: an administrator for an instance runner, " +
		"the Owner of the group for a group runner, a Maintainer of the owner project for a project runner. " +
		"On an instance with admin mode an administrator's token needs the scope `admin_mode` as well."
	needsJobs = "Seeing a runner's jobs needs the scope `manage_runner`, `read_api` or `api`, and: an administrator for an instance runner, " +
		"the Owner of the group for a group runner, a Maintainer of the project for a project runner. " +
		"Without it, leave drain_timeout out: nothing was paused."
)

// onRunner is an operation on one runner.
func onRunner(verb string, id int64, needs string) tfdiag.Operation {
	return tfdiag.Operation{Verb: verb, Noun: "runner", Object: fmt.Sprintf("runner %d", id), Needs: needs}
}

// createFailed says, where the answer got lost, that the runner may be there
// all the same: GitLab shows its token to nobody any more.
func createFailed(plan resourceModel, err error) diag.Diagnostics {
	operation := tfdiag.Operation{Verb: "create", Noun: "runner", Needs: needsCreate, Attributes: settings.AttributesByParameter()}

	switch {
	case !plan.GroupID.IsNull():
		operation.Object = fmt.Sprintf("a runner of group %d", plan.GroupID.ValueInt64())
	case !plan.ProjectID.IsNull():
		operation.Object = fmt.Sprintf("a runner of project %d", plan.ProjectID.ValueInt64())
	default:
		operation.Object = "an instance runner"
	}

	if !gitlabapi.MayHaveActed(err) {
		return operation.Failed(err)
	}

	return operation.FailedAnd(err, fmt.Sprintf("The request was not sent again, because GitLab may have made the runner before the answer got lost. "+
		"Look for a runner with the description %q that has never been contacted, in GitLab's list of runners. "+
		"If it is there, delete it, or import it with its id:\n\n  terraform import 'ADDRESS_OF_THIS_RESOURCE' ID\n\n"+
		"An imported runner has no token in state. If it is not there, run again.", plan.Description.ValueString()))
}

func updateFailed(err error, id int64) diag.Diagnostics {
	operation := onRunner("update", id, needsWrite)
	operation.Attributes = settings.AttributesByParameter()

	if gitlabapi.IsGone(err) {
		return operation.FailedAnd(err, "The runner was deleted since the plan was made. The next plan will create it.")
	}

	return operation.Failed(err)
}

// rotateFailed says, where the answer got lost, that the token in state may be
// dead already.
func rotateFailed(err error, id int64) diag.Diagnostics {
	operation := onRunner("rotate the token of", id, needsWrite)

	if !gitlabapi.Unanswered(err) {
		return operation.Failed(err)
	}

	return operation.FailedAnd(err, "GitLab may have made a new token before its answer got lost; then the one in state is refused by now. "+
		"The rotation is still due: the next apply makes another token, and that one counts.")
}

// deleteFailed looks at the runner's projects when GitLab forbids the delete:
// who is no administrator may only delete a runner that has one project left.
func (r *runnerResource) deleteFailed(ctx context.Context, id int64, err error) diag.Diagnostics {
	operation := onRunner("delete", id, needsWrite)

	if !gitlabapi.HasStatus(err, http.StatusForbidden) {
		return operation.Failed(err)
	}

	runner, readErr := r.session.Client.Runner(ctx, id)
	if readErr != nil || len(runner.Projects) < 2 {
		return operation.Failed(err)
	}

	names := make([]string, 0, len(runner.Projects))
	for _, project := range runner.Projects {
		names = append(names, fmt.Sprintf("  - %s (id %d)", project.PathWithNamespace, project.ID))
	}

	return operation.FailedAnd(err, fmt.Sprintf("The runner is assigned to %d projects, and only an administrator may delete a runner with several. "+
		"Unassign it from all but its owner project first, or use an administrator's token; "+
		"gitlabrunner_project_assignments_exclusive does so with unassign_on_destroy = true. Its projects:\n\n%s",
		len(names), strings.Join(names, "\n")))
}

// warnHidden is said once in a run, however many runners have a note.
func warnHidden(session *session.Session, diags *diag.Diagnostics) {
	session.WarnOnce(diags,
		"Maintenance notes cannot be checked for drift",
		"GitLab shows no maintenance note for at least one runner that has one in state. It hides the note from who may not update the runner, "+
			"so the note in state is kept. If somebody did remove it, the next change of the note puts it right. "+needsWrite)
}
