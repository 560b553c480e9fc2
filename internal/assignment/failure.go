package assignment

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// The types of the resources, for the commands in messages.
const (
	singleType    = "gitlabrunner_project_assignment"
	exclusiveType = "gitlabrunner_project_assignments_exclusive"
)

// finding is the call that looks up a project of a configuration.
func finding(project string) tfdiag.Call {
	return tfdiag.Call{Operation: tfdiag.FindProject, Object: "project " + project}
}

// findingToAssign is the call that looks up a project to which a runner is assigned
// next.
func findingToAssign(project string) tfdiag.Call {
	call := finding(project)
	call.Before, call.Short, call.Created = tfdiag.AssignRunner, project, true

	return call
}

// ofRunner is a call about all assignments of a runner, which are changed next.
func ofRunner(operation tfdiag.OperationID, id int64) tfdiag.Call {
	before := tfdiag.AssignRunner
	if operation == tfdiag.DeleteAssignments {
		before = tfdiag.UnassignRunner
	}

	return tfdiag.Call{
		Operation: operation, Object: fmt.Sprintf("the project assignments of runner %d", id), RunnerType: gitlabapi.ProjectType, Before: before,
	}
}

// runnerGone is the failure of a plan whose runner does not exist. Another access
// token does not change this: GitLab answers 403 for a runner that the caller may not
// read.
func runnerGone(id int64, err error) diag.Diagnostics {
	return tfdiag.OnRunner(tfdiag.ReadRunner, id, "").FailedAt(path.Root("runner_id"), err)
}

// ofProject is the call that lists the runners of a project.
func ofProject(project string) tfdiag.Call {
	return tfdiag.Call{Operation: tfdiag.ListProjectAssignments, Object: "the assignments of runners to project " + project}
}

// pair is a runner and a project that a resource assigns.
type pair struct {
	data *providerdata.Data
	// resource is the type of the resource.
	resource string
	runner   int64
	project  gitlabapi.Project
}

// call is a call about the assignment.
func (p pair) call(operation tfdiag.OperationID) tfdiag.Call {
	return tfdiag.Call{
		Operation: operation, Object: fmt.Sprintf("the assignment of runner %d to project %s", p.runner, displayName(p.project)),
		Among: fmt.Sprintf("the assignments of runner %d to %%d projects", p.runner), Short: displayName(p.project),
		RunnerType: gitlabapi.ProjectType, Values: p.values(),
	}
}

// values fill the texts about the assignment.
func (p pair) values() tfdiag.Values {
	return tfdiag.Values{"runner": p.runner, "project": displayName(p.project), "project_id": p.project.ID, "type": p.resource}
}

// unassignable is the diagnostic for a runner that cannot have assignments, and
// false for a project runner.
func unassignable(runner gitlabapi.Runner) (entry tfdiag.ID, cause tfdiag.Cause, found bool) {
	switch runner.RunnerType {
	case gitlabapi.InstanceType:
		return tfdiag.InstanceNotAssigned, tfdiag.IsInstanceRunner, true
	case gitlabapi.GroupType:
		return tfdiag.GroupNotAssigned, tfdiag.IsGroupRunner, true
	default:
		return "", "", false
	}
}

// assignFailed is the failure of an assignment. It reads the runner to find the
// cause: GitLab answers several causes with the same status, and each version in
// other words.
func (p pair) assignFailed(ctx context.Context, err error) tfdiag.Failure {
	failed := tfdiag.Failure{Call: p.call(tfdiag.AssignRunner), Err: err}

	if gitlabapi.Unanswered(err) {
		if p.resource == exclusiveType {
			failed.Cause = tfdiag.LostBySet
		}

		return failed
	}

	runner, readErr := p.data.Client.SharedRunner(ctx, p.runner)
	if readErr != nil {
		return failed
	}

	_, unassignableCause, isUnassignable := unassignable(runner)
	_, assigned := runner.BelongsTo(p.project.ID)

	switch {
	case isUnassignable:
		failed.Cause = unassignableCause
	case gitlabapi.HasStatus(err, http.StatusForbidden) && p.data.LockStopsCaller(ctx, runner):
		failed.Cause = tfdiag.RunnerLocked
	case assigned:
		failed.Cause = p.whyAssigned(ctx, runner)
	}

	return failed
}

// whyAssigned is why GitLab refuses to assign a runner that is in the project.
func (p pair) whyAssigned(ctx context.Context, runner gitlabapi.Runner) tfdiag.Cause {
	owner := p.data.OwnerCandidate(ctx, runner)

	switch {
	case owner.IsCertain(p.project.ID):
		return tfdiag.IsOwner
	case p.data.IsAssigned(p.runner, p.project.ID):
		return tfdiag.AssignedInRun
	case owner.Likely().ID == p.project.ID:
		return tfdiag.IsLikelyOwner
	default:
		return tfdiag.AlreadyAssigned
	}
}

// unassignFailed reads the runner to find the cause, as assignFailed does.
func (p pair) unassignFailed(ctx context.Context, err error) tfdiag.Failure {
	failed := tfdiag.Failure{Call: p.call(tfdiag.UnassignRunner), Err: err}
	unproven, ownerKept := tfdiag.Unproven, tfdiag.OwnerKept

	if p.resource == exclusiveType {
		unproven, ownerKept = tfdiag.UnprovenBySet, tfdiag.OwnerKeptBySet
	}

	if errors.Is(err, errUnproven) {
		failed.Cause = unproven

		return failed
	}

	if !gitlabapi.HasStatus(err, http.StatusForbidden) {
		return failed
	}

	runner, readErr := p.data.Client.SharedRunner(ctx, p.runner)

	switch {
	case readErr != nil:
	case p.data.OwnerCandidate(ctx, runner).Likely().ID == p.project.ID, p.data.IsOwnerRefusal(ctx, runner, p.project.ID, err):
		failed.Cause = ownerKept
	case p.data.LockStopsCaller(ctx, runner):
		failed.Cause = tfdiag.RunnerLocked
	}

	return failed
}
