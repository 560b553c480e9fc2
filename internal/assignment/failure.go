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

// The types of the resources, for the commands in messages.
const (
	singleType    = "gitlabrunner_project_assignment"
	exclusiveType = "gitlabrunner_project_assignments_exclusive"
)

// finding is the call that looks up a project of a configuration.
func finding(project string) tfdiag.Call {
	return tfdiag.Call{Operation: tfdiag.FindProject, Object: "project " + project}
}

// ofRunner is a call about all assignments of a runner.
func ofRunner(operation tfdiag.OperationID, id int64) tfdiag.Call {
	return tfdiag.Call{
		Operation: operation, Object: fmt.Sprintf("the project assignments of runner %d", id), RunnerType: gitlabapi.ProjectType,
	}
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

// assignFailed reads the runner to find the cause: GitLab answers several causes
// with the same status, and each version in other words.
func (p pair) assignFailed(ctx context.Context, err error) diag.Diagnostics {
	call := p.call(tfdiag.AssignRunner)

	if gitlabapi.Unanswered(err) {
		if p.resource == exclusiveType {
			return call.Because(tfdiag.LostBySet, err)
		}

		return call.Failed(err)
	}

	runner, readErr := p.data.Client.SharedRunner(ctx, p.runner)
	if readErr != nil {
		return p.data.Failed(call, err)
	}

	if _, cause, found := unassignable(runner); found {
		return call.Because(cause, err)
	}

	if gitlabapi.HasStatus(err, http.StatusForbidden) && p.data.LockStopsCaller(ctx, runner) {
		return call.Because(tfdiag.RunnerLocked, err)
	}

	if _, assigned := runner.BelongsTo(p.project.ID); assigned {
		return call.Because(p.whyAssigned(ctx, runner), err)
	}

	return p.data.Failed(call, err)
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
func (p pair) unassignFailed(ctx context.Context, err error) diag.Diagnostics {
	call := p.call(tfdiag.UnassignRunner)
	unproven, ownerKept := tfdiag.Unproven, tfdiag.OwnerKept

	if p.resource == exclusiveType {
		unproven, ownerKept = tfdiag.UnprovenBySet, tfdiag.OwnerKeptBySet
	}

	if errors.Is(err, errUnproven) {
		return call.Because(unproven, err)
	}

	if !gitlabapi.HasStatus(err, http.StatusForbidden) {
		return p.data.Failed(call, err)
	}

	runner, readErr := p.data.Client.SharedRunner(ctx, p.runner)

	switch {
	case readErr != nil:
		return p.data.Failed(call, err)
	case p.data.OwnerCandidate(ctx, runner).Likely().ID == p.project.ID, p.data.IsOwnerRefusal(ctx, runner, p.project.ID, err):
		return call.Because(ownerKept, err)
	case p.data.LockStopsCaller(ctx, runner):
		return call.Because(tfdiag.RunnerLocked, err)
	default:
		return p.data.Failed(call, err)
	}
}
