package tfdiag

import (
	"context"
	"errors"
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// The causes that only operations on assignments have. The code chooses those
// without a status, because GitLab answers several of them alike.
const (
	LostBySet         Cause = "answer-lost-by-set"
	RunnerLocked      Cause = "runner-locked"
	IsInstanceRunner  Cause = "instance-runner"
	IsGroupRunner     Cause = "group-runner"
	IsOwner           Cause = "owner-project"
	IsLikelyOwner     Cause = "likely-owner-project"
	AlreadyAssigned   Cause = "already-assigned"
	AssignedInRun     Cause = "assigned-in-run"
	OtherOrganization Cause = "other-organization"
	Orphaned          Cause = "orphaned"
	OwnerKept         Cause = "owner-kept"
	OwnerKeptBySet    Cause = "owner-kept-by-set"
	Unproven          Cause = "unproven"
	UnprovenBySet     Cause = "unproven-by-set"
	MovedByPath       Cause = "moved-by-path"
)

// The operations on assignments.
var (
	FindProject  = addOperation("project-find", operation{verb: "find", noun: "project", nouns: "projects", doing: "Finding a project", request: "GET /projects/:id", permission: toFindProject, cells: []cell{projectNotFoundCell}})
	AssignRunner = addOperation("runner-assign", operation{
		verb: "create", noun: "project assignment", doing: "Assigning a runner", request: "POST /projects/:id/runners",
		permission: toAssign, cells: assignCells,
	})
	UnassignRunner = addOperation("runner-unassign", operation{
		verb: "delete", noun: "project assignment", doing: "Unassigning a runner", request: "DELETE /projects/:id/runners/:runner_id",
		permission: toUnassign, cells: unassignCells,
	})
	ReadAssignment = addOperation("assignment-read", operation{
		verb: "read", noun: "project assignment", doing: "Reading an assignment", request: "GET /runners/:id, GET /projects/:id/runners",
		permission: toReadAssignments, cells: readAssignmentCells,
	})
	ReadAssignments = addOperation("assignments-read", operation{
		verb: "read", noun: "project assignments", doing: "Reading the assignments of a runner", request: "GET /runners/:id, GET /projects/:id/runners", permission: toReadAssignments, cells: []cell{runnerNotFoundCell},
	})
	UpdateAssignments = addOperation("assignments-update", operation{
		verb: "update", noun: "project assignments", doing: "Reading the assignments of a runner", request: "GET /runners/:id, GET /projects/:id/runners", permission: toReadAssignments, cells: []cell{runnerNotFoundCell},
	})
	DeleteAssignments = addOperation("assignments-delete", operation{
		verb: "delete", noun: "project assignments", doing: "Reading the assignments of a runner", request: "GET /runners/:id, GET /projects/:id/runners", permission: toReadAssignments, cells: []cell{runnerNotFoundCell},
	})
	ListRunnerAssignments = addOperation("runner-assignments-list", operation{
		verb: "list", noun: "runner assignments", doing: "Listing the assignments of a runner", request: "GET /runners/:id, GET /projects/:id/runners", permission: toReadAssignments, cells: []cell{runnerNotFoundCell},
	})
	ListProjectAssignments = addOperation("project-assignments-list", operation{
		verb: "list", noun: "project assignments", doing: "Listing the assignments to a project", request: "GET /projects/:id/runners", permission: toListOfProject, cells: []cell{projectNotFoundCell},
	})
)

const (
	// forget removes an object from the state. In a removed block, destroy = false
	// is known to Terraform from 1.7 and to OpenTofu from 1.10 on.
	forget = "This command removes it from the state, and changes nothing in GitLab:\n\n  terraform state rm {type}.NAME\n\n" +
		"A `removed` block with `destroy = false` does the same (in OpenTofu from version 1.10 on)."

	forgetSet = forget + " If the resource stays in the configuration, remove the project from it: the next apply creates the resource again."

	hiddenProject = "The user of the access token cannot see project {project}. It is therefore unknown whether the project still exists, and whether runner {runner} is still assigned to it. " +
		"Run again with the access token of a Maintainer of the project. If the project was deleted, remove the resource from the state. "

	ownerIsKept = "Project {project} owns runner {runner}, and GitLab does not unassign a runner from its owner. "

	importAssignment = "\n\n  import {\n    to = gitlabrunner_project_assignment.NAME\n    id = \"{runner}:{project_id}\"\n  }"

	existing = "Runner {runner} is already assigned to project {project}, and GitLab allows one assignment for each pair. If the configuration replaces this one with `create_before_destroy`, remove `create_before_destroy`: " +
		"the previous assignment must be destroyed first. Otherwise import the assignment:" + importAssignment

	likelyOwner = "This project probably owns the runner, and a runner needs no assignment to its owner project: remove the assignment from the configuration. Import the assignment only if another project owns the runner:" + importAssignment

	ownerKept = ownerIsKept + "Delete the runner instead. To keep the runner, remove the assignment from the state. " + forget

	lockedAssignment = "Runner {runner} is locked, and newer versions of GitLab let only an administrator unassign a locked runner. " + unlock

	unlock = "Set `locked = false` on the runner and apply, then run again; or use the access token of an administrator."
)

var assignCells = []cell{
	{cause: Interrupted, when: lostByInterrupt, advice: "The run was interrupted. GitLab may have assigned the runner before that. " +
		"Run again. If GitLab then answers that the runner is already assigned, import the assignment:" + importAssignment},
	{cause: Lost, when: gitlabapi.MayHaveActed, advice: "GitLab may have assigned the runner. Run again. If GitLab then answers that the runner is already assigned, import the assignment:" + importAssignment},
	{cause: LostBySet, advice: "GitLab may have assigned the runner. Run again: the next run reads the assignments from GitLab and makes only the changes that are missing."},
	{cause: IsInstanceRunner, advice: "Runner {runner} is an instance runner. It serves every project, and cannot be assigned to one. Remove the assignment from the configuration."},
	{cause: IsGroupRunner, status: http.StatusForbidden, says: "group runner", advice: "Runner {runner} is a group runner. It serves every project of its group, and cannot be assigned to one. Remove the assignment from the configuration."},
	{cause: RunnerLocked, status: http.StatusForbidden, says: "Runner is locked", advice: "Runner {runner} is locked, and only an administrator can assign a locked runner. " + unlock},
	{cause: IsOwner, advice: "Project {project} owns runner {runner}. A runner always serves its owner project, without an assignment. Remove the assignment from the configuration."},
	{cause: IsLikelyOwner, advice: "Project {project} is the only project of runner {runner} that the user of the access token can see. " + likelyOwner},
	{cause: AssignedInRun, advice: "Another resource of this configuration has just assigned runner {runner} to project {project}. Remove one of the two resources."},
	{cause: AlreadyAssigned, status: http.StatusBadRequest, says: "already been taken", advice: existing},
	{
		cause: RunnerLimit, status: http.StatusBadRequest, says: "Maximum number of ci registered",
		advice: "The project has reached the maximum number of runners of its GitLab subscription plan. " + recentRunnersCount,
	},
	{
		cause: OtherOrganization, status: http.StatusBadRequest, says: "same organization",
		advice: "The project and the runner belong to different organizations. Create a runner in the organization of the project.",
	},
	{
		cause: Orphaned, status: http.StatusBadRequest, says: "orphaned",
		advice: "The runner no longer has an owner, because its projects were deleted. Create another runner.",
	},
	{cause: Forbidden, status: http.StatusBadRequest, says: "not allowed to assign", advice: forbiddenAdvice},
	{cause: Forbidden, status: http.StatusBadRequest, says: "not authorized to add", advice: forbiddenAdvice},
	projectNotFoundCell,
	{cause: RunnerNotFound, status: http.StatusNotFound, when: hasMessage, advice: "The runner does not exist. Set `runner_id` to the ID of a runner in GitLab."},
}

// projectNotFoundCell is for a project that the request or the configuration names.
var projectNotFoundCell = cell{
	cause: ProjectNotFound, ofOwner: true, status: http.StatusNotFound, says: "Project",
	advice: "The project does not exist, or the user of the access token cannot see it: the response is the same for both. " +
		"Check the path or ID of the project. {doing} requires {token}.",
	several: "The projects do not exist, or the user of the access token cannot see them: the response is the same for both. " +
		"Check the paths or IDs of the projects. {doing} requires {token}.",
}

var unassignCells = []cell{
	{cause: Unproven, advice: hiddenProject + forget},
	{cause: UnprovenBySet, advice: hiddenProject + forgetSet, several: "The user of the access token cannot see these projects. It is therefore unknown whether they still exist, and whether runner {runner} is still assigned to them. " +
		"Run again with the access token of a Maintainer of each project. If all of them were deleted, remove the resource from the state. " + forget +
		" If the resource stays in the configuration, remove the projects from it: the next apply creates the resource again."},
	{cause: OwnerKept, status: http.StatusForbidden, says: "owner project", advice: ownerKept},
	{cause: OwnerKept, status: http.StatusForbidden, says: "Only one project", advice: ownerKept},
	{cause: OwnerKeptBySet, advice: ownerIsKept + "Set `owner_project` to project {project}."},
	{cause: RunnerLocked, status: http.StatusForbidden, says: "Runner is locked", advice: lockedAssignment},
	{cause: RunnerLocked, status: http.StatusForbidden, says: "not allowed to assign runner", advice: lockedAssignment},
}

var readAssignmentCells = []cell{
	runnerNotFoundCell,
	{cause: MovedByPath, advice: "The assignment was moved from the official GitLab provider, which stores only the path of the project. The user of the access token cannot see a project with this path. " +
		"Run again with the access token of a member of the project. If the project was deleted, remove the assignment from the configuration and from the state. " + forget},
}

// lostByInterrupt holds where an interrupt ended a request that had left.
func lostByInterrupt(err error) bool {
	return gitlabapi.MayHaveActed(err) && errors.Is(err, context.Canceled)
}
