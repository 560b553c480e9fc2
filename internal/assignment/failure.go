package assignment

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// What GitLab asks for, see https://docs.gitlab.com/api/runners/.
const (
	needsAssign = "Assigning a runner needs the scope `api`, a Maintainer of the project, and a Maintainer of the runner's owner project " +
		"or of another project that it is assigned to."
	needsUnassign = "Unassigning a runner needs the scope `api` and a Maintainer of the project."
	needsRead     = "Reading a runner's assignments needs the scope `read_api` or `api` and a Maintainer of one of its projects."
	needsProject  = "Finding a project by its path needs the scope `read_api` or `api` and a member of the project, unless it is public."
)

// unassignedFromOwner is why the owner cannot be unassigned, whatever the
// version's words for it.
const unassignedFromOwner = "GitLab does not take a runner away from the project that owns it: " +
	"delete the runner instead, or leave the assignment to its owner out of the configuration."

// between is an operation on one runner and one project.
func between(verb string, runner int64, project, needs string) tfdiag.Operation {
	return tfdiag.Operation{
		Verb: verb, Noun: "project assignment", Needs: needs,
		Object: fmt.Sprintf("runner %d and project %s", runner, project),
	}
}

// unsuitable says why a runner can have no assignments at all, or none by this
// caller. It is empty where nothing speaks against it.
func unsuitable(runner gitlabapi.Runner) string {
	switch runner.RunnerType {
	case gitlabapi.InstanceType:
		return fmt.Sprintf("Runner %d is an instance runner: it serves every project already, and cannot be assigned to one.", runner.ID)
	case gitlabapi.GroupType:
		return fmt.Sprintf("Runner %d is a group runner: it serves every project of its group already, and cannot be assigned to one.", runner.ID)
	default:
		return ""
	}
}

// owned says that a project owns the runner, as far as GitLab lets it be
// known: a runner's only project is its owner.
func owned(runner gitlabapi.Runner, project gitlabapi.Project) string {
	if len(runner.Projects) != 1 || runner.Projects[0].ID != project.ID {
		return ""
	}

	return fmt.Sprintf("Project %s (id %d) is the one that owns runner %d. The owner always has its runner, so this is no assignment: remove it from the configuration.",
		runner.Projects[0].PathWithNamespace, project.ID, runner.ID)
}

// assignFailed looks at the runner to find the cause, since GitLab answers
// several of them with the same status, and every version in other words.
func assignFailed(ctx context.Context, client *gitlabapi.Client, runnerID int64, project gitlabapi.Project, err error) diag.Diagnostics {
	operation := between("create", runnerID, project.PathWithNamespace, needsAssign)

	runner, readErr := client.Runner(ctx, runnerID)
	if readErr != nil {
		return operation.Failed(err)
	}

	if reason := unsuitable(runner); reason != "" {
		return operation.FailedAnd(err, reason)
	}

	_, assigned := runner.BelongsTo(project.ID)

	switch {
	case gitlabapi.HasStatus(err, http.StatusForbidden) && runner.Locked:
		return operation.FailedAnd(err, fmt.Sprintf("Runner %d is locked, and only an administrator may assign a locked runner. "+
			"Set locked = false, apply, assign, and lock it again; or use an administrator's token.", runnerID))
	case assigned && owned(runner, project) != "":
		return operation.FailedAnd(err, owned(runner, project))
	case assigned:
		return operation.FailedAnd(err, fmt.Sprintf("The runner is assigned to this project already. "+
			"To manage that assignment, import it:\n\n  import {\n    to = gitlabrunner_project_assignment.NAME\n    id = %q\n  }\n\n"+
			"If the project owns the runner, it is no assignment: remove it from the configuration.", formatID(runnerID, project.ID)))
	case gitlabapi.HasStatus(err, http.StatusBadRequest):
		return operation.FailedAnd(err, "The usual reasons: the project has as many runners as its plan allows "+
			"(runners that have not been seen for a week do not count), or project and runner belong to different organizations.")
	default:
		return operation.Failed(err)
	}
}

// unassignFailed looks at the runner to find the cause, as assignFailed does.
func unassignFailed(ctx context.Context, session *session.Session, runnerID int64, project string, projectID int64, err error) diag.Diagnostics {
	operation := between("delete", runnerID, project, needsUnassign)
	if !gitlabapi.HasStatus(err, http.StatusForbidden) {
		return operation.Failed(err)
	}

	runner, readErr := session.Client.Runner(ctx, runnerID)

	switch {
	case readErr != nil:
		return operation.FailedAnd(err, "If the project owns the runner: "+unassignedFromOwner)
	case owned(runner, gitlabapi.Project{ID: projectID}) != "":
		return operation.FailedAnd(err, unassignedFromOwner)
	case locksOut(ctx, session, runner):
		return operation.FailedAnd(err, fmt.Sprintf("Runner %d is locked, and newer versions of GitLab let only an administrator unassign a locked runner. "+
			"Set locked = false, apply, and run again; or use an administrator's token.", runnerID))
	default:
		return operation.FailedAnd(err, "If the project owns the runner: "+unassignedFromOwner)
	}
}

// atProject puts a diagnostic on the attribute project.
func atProject(diags *diag.Diagnostics, summary, detail string) {
	diags.AddAttributeError(path.Root("project"), summary, detail)
}
