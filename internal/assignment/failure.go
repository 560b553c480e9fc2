package assignment

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// What GitLab asks for, see https://docs.gitlab.com/api/runners/.
const (
	needsAssign = "Assigning a runner needs the scope `api`, a Maintainer of the project, and a Maintainer of the runner's owner project " +
		"or of another project that it is assigned to."
	needsUnassign = "Unassigning a runner needs the scope `api` and a Maintainer of the project."
	needsRead     = "Reading a runner's assignments needs the scope `read_api` or `api` and a Maintainer of one of its projects."
	needsList     = "Listing the assignments of a project needs the scope `read_api` or `api` and a Maintainer of the project."
	needsProject  = "Finding a project needs the scope `read_api` or `api` and a member of the project, unless it is public."
)

// The types of the resources, for the commands in messages.
const (
	singleType    = "gitlabrunner_project_assignment"
	exclusiveType = "gitlabrunner_project_assignments_exclusive"
)

// assigning is an operation on the assignment of one runner to one project.
func assigning(verb string, runner int64, project, needs string) tfdiag.Operation {
	return tfdiag.Operation{
		Verb: verb, Noun: "project assignment", Needs: needs,
		Object: fmt.Sprintf("the assignment of runner %d to project %s", runner, project),
	}
}

// finding is the search for a project that is named in a configuration.
func finding(project string) tfdiag.Operation {
	return tfdiag.Operation{Verb: "find", Noun: "project", Object: "project " + project, Needs: needsProject}
}

// ofRunner is an operation on all assignments of a runner.
func ofRunner(verb string, id int64) tfdiag.Operation {
	return tfdiag.Operation{
		Verb: verb, Noun: "project assignments", Needs: needsRead,
		Object: fmt.Sprintf("the project assignments of runner %d", id),
	}
}

// ofProject is the listing of all assignments to a project.
func ofProject(project string) tfdiag.Operation {
	return tfdiag.Operation{
		Verb: "list", Noun: "project assignments", Needs: needsList,
		Object: "the assignments of runners to project " + project,
	}
}

// unsuitable says why a runner can have no assignments at all. It is empty
// where nothing speaks against it.
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

// isOwners says that an assignment would be the owner's, which is none.
func isOwners(runner int64, project gitlabapi.Project) string {
	return fmt.Sprintf("Project %s owns runner %d. The owner always has its runner, so this is no assignment: remove it from the configuration.",
		shown(project), runner)
}

// assignFailed looks at the runner to find the cause, since GitLab answers
// several of them with the same status, and every version in other words.
func assignFailed(ctx context.Context, data *providerdata.Data, runnerID int64, project gitlabapi.Project, err error) diag.Diagnostics {
	operation := assigning("create", runnerID, shown(project), needsAssign)

	if gitlabapi.Unanswered(err) {
		return operation.FailedAnd(err, "GitLab may have assigned the runner before its answer got lost. "+
			"Run again; if GitLab then says that it is assigned already, import the assignment:\n\n  "+importBlock(runnerID, project.ID))
	}

	runner, readErr := data.Client.SharedRunner(ctx, runnerID)
	if readErr != nil {
		return operation.Failed(err)
	}

	if reason := unsuitable(runner); reason != "" {
		return operation.FailedAnd(err, reason)
	}

	if gitlabapi.HasStatus(err, http.StatusForbidden) && data.LockStopsCaller(ctx, runner) {
		return operation.FailedAnd(err, fmt.Sprintf("Runner %d is locked, and only an administrator may assign a locked runner. "+
			"Set locked = false, apply, assign, and lock it again; or use an administrator's token.", runnerID))
	}

	if _, assigned := runner.BelongsTo(project.ID); assigned {
		return operation.FailedAnd(err, assignedAlready(data.OwnerCandidate(ctx, runner), runnerID, project))
	}

	if gitlabapi.HasStatus(err, http.StatusBadRequest) {
		return operation.FailedAnd(err, "The usual reasons: the project has as many runners as its plan allows "+
			"(runners that have not been seen for a week do not count), or project and runner belong to different organizations.")
	}

	return operation.Failed(err)
}

// assignedAlready gives the import that would take the assignment over, but
// never for the owner.
func assignedAlready(owner providerdata.OwnerCandidate, runner int64, project gitlabapi.Project) string {
	if owner.IsCertain(project.ID) {
		return isOwners(runner, project)
	}

	block := importBlock(runner, project.ID)

	if owner.Likely().ID == project.ID {
		return fmt.Sprintf("Project %s is the only one of runner %d that the owner of the access token can see, so it probably owns the runner. "+
			"Then it is no assignment: remove it from the configuration. Only if another project owns the runner, import the assignment:\n\n  %s",
			shown(project), runner, block)
	}

	return "The runner is assigned to this project already. To manage that assignment, import it:\n\n  " + block +
		"\n\nIf the project owns the runner, it is no assignment: remove it from the configuration."
}

func importBlock(runner, project int64) string {
	return fmt.Sprintf("import {\n    to = gitlabrunner_project_assignment.NAME\n    id = %q\n  }", formatID(runner, project))
}

// unassigning is the unassignment of a runner from a project that a resource of
// this type was to make.
type unassigning struct {
	data            *providerdata.Data
	resource        string
	runner, project int64
	// name is the project as the configuration or GitLab writes it.
	name string
}

// failed looks for the cause of the failure: GitLab answers several causes with
// the same status.
func (u unassigning) failed(ctx context.Context, err error) diag.Diagnostics {
	operation := assigning("delete", u.runner, u.name, needsUnassign)

	if errors.Is(err, errUnproven) {
		return operation.FailedAnd(err, u.unproven())
	}

	if !gitlabapi.HasStatus(err, http.StatusForbidden) {
		return operation.Failed(err)
	}

	runner, readErr := u.data.Client.SharedRunner(ctx, u.runner)
	if readErr != nil {
		return operation.Failed(err)
	}

	// The permissions are no next step if the cause is known.
	known := operation
	known.Needs = ""

	switch {
	case u.data.OwnerCandidate(ctx, runner).Likely().ID == u.project, u.data.IsOwnerRefusal(ctx, runner, u.project, err):
		return known.FailedAnd(err, u.ownerKept())
	case u.data.LockStopsCaller(ctx, runner):
		return known.FailedAnd(err, fmt.Sprintf("Runner %d is locked, and newer versions of GitLab let only an administrator unassign a locked runner. "+
			"Set `locked = false`, apply, and run again; or use the access token of an administrator.", u.runner))
	default:
		return operation.Failed(err)
	}
}

// ownerKept is the next step if the project owns the runner.
func (u unassigning) ownerKept() string {
	text := fmt.Sprintf("Project %s owns the runner, and GitLab does not unassign a runner from its owner. ", u.name)

	if u.resource == exclusiveType {
		return text + fmt.Sprintf("Set `owner_project = %q`.", u.name)
	}

	return text + "Delete the runner instead. To keep the runner, remove the assignment from the state. " + u.forget()
}

// unproven says why a 404 is no success, and how to end it.
func (u unassigning) unproven() string {
	return fmt.Sprintf("The access token cannot see project %s, so it is unknown whether the project still exists and has runner %d. "+
		"Run again with the access token of a Maintainer of the project. If the project was deleted, remove the object from the state. %s",
		u.name, u.runner, u.forget())
}

// forget is the command that removes the object from the state. In a removed
// block, destroy = false is known to Terraform from 1.7 and to OpenTofu from 1.10
// on.
func (u unassigning) forget() string {
	text := fmt.Sprintf("This command changes nothing in GitLab:\n\n  terraform state rm %s.NAME\n\n"+
		"From Terraform 1.7 and OpenTofu 1.10 on, a `removed` block with `destroy = false` does the same.", u.resource)

	if u.resource == exclusiveType {
		text += " If the configuration keeps the set, the next apply manages its other projects again."
	}

	return text
}
