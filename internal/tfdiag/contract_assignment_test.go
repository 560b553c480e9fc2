package tfdiag_test

import (
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// assigns assigns a runner to the second project.
func assigns(runner func(*world) int64, caller func(*world) *world) func(*world) error {
	return func(w *world) error {
		caller(w)

		return w.client.AssignRunner(w.t.Context(), w.second.ID, runner(w))
	}
}

// unassigns takes the runner with two projects from a project.
func unassigns(project func(*world) int64, caller func(*world) *world) func(*world) error {
	return func(w *world) error {
		caller(w)

		return w.client.UnassignRunner(w.t.Context(), project(w), w.shared)
	}
}

// The callers and the objects of an assignment.
var (
	root       = func(w *world) *world { return w }
	maintainer = (*world).maintainer
	stranger   = (*world).stranger
	// developerOfSecond may see the second project only.
	developerOfSecond = func(w *world) *world { return w.memberOfSecond(gitlab.DeveloperPermissions) }
	// maintainerOfSecond has no role in the project of the runner.
	maintainerOfSecond = func(w *world) *world { return w.memberOfSecond(gitlab.MaintainerPermissions) }

	instanceRunner = func(w *world) int64 { return w.instance }
	groupRunner    = func(w *world) int64 { return w.grouped }
	ownedRunner    = func(w *world) int64 { return w.owned }
	sharedRunner   = func(w *world) int64 { return w.shared }
	noSuchRunner   = func(*world) int64 { return 4711 }
	orphan         = func(w *world) int64 { return w.orphan().owned }
	firstProject   = func(w *world) int64 { return w.project.ID }
	secondProject  = func(w *world) int64 { return w.second.ID }
)

func (w *world) memberOfSecond(level gitlab.AccessLevelValue) *world {
	w.t.Helper()

	user, token := w.User(w.t, "api")
	w.JoinProject(w.t, w.second, user, level)

	return w.as(token)
}

// afterUnassigning takes the runner from the second project, so that one is left.
func afterUnassigning(send func(*world) error) func(*world) error {
	return func(w *world) error {
		if _, err := w.API.Runners.DisableProjectRunner(w.second.ID, w.shared); err != nil {
			w.t.Fatal(err)
		}

		return send(w)
	}
}

func locked(send func(*world) error) func(*world) error {
	return func(w *world) error { return send(w.lock()) }
}

const renameText = "the client sends the ID of the project, which no rename changes"

var ofAssignments = map[tfdiag.OperationID][]answer{
	tfdiag.FindProject: {{status: 404, body: noProject, want: tfdiag.ProjectNotFound, provoke: byStranger(tfdiag.FindProject)}},
	tfdiag.AssignRunner: {
		{
			status: 400, body: `{"message":"Assign to Validation failed: Runner projects runner has already been taken - runner_error"}`,
			want: tfdiag.AlreadyAssigned, provoke: assigns(sharedRunner, root),
		},
		{
			status: 400, version: "17.5", want: tfdiag.AlreadyAssigned, provoke: assigns(sharedRunner, root),
			body: `{"message":{"runner_projects.runner_id":["has already been taken"],"assign_to":["Validation failed: Runner projects runner has already been taken"]}}`,
		},
		{
			status: 400, body: `{"message":"Assign to Validation failed: Runner projects base Maximum number of ci registered project runners (1) exceeded - runner_error"}`,
			want: tfdiag.RunnerLimit, provoke: func(w *world) error { return assigns(ownedRunner, root)(w.limit()) },
		},
		{
			status: 400, body: `{"message":"Assign to Taking over an orphaned project runner is not allowed - runner_error"}`,
			want: tfdiag.Orphaned, provoke: assigns(orphan, root),
		},
		{
			status: 400, body: `{"message":"runner can only be assigned to projects in the same organization - project_not_in_same_organization"}`,
			want: tfdiag.OtherOrganization, why: oneInstance,
		},
		{status: 400, body: `{"message":"user not allowed to assign runner - not_authorized_to_assign_runner"}`, want: tfdiag.Forbidden, why: caughtFirst},
		{
			status: 400, body: `{"message":"user is not authorized to add runners to project - not_authorized_to_add_runner_in_project"}`,
			want: tfdiag.Forbidden, why: caughtFirst,
		},
		{status: 403, body: forbidden, want: tfdiag.Forbidden, provoke: assigns(ownedRunner, developerOfSecond)},
		{status: 403, body: `{"message":"403 Forbidden - Runner is a group runner"}`, want: tfdiag.IsGroupRunner, provoke: assigns(groupRunner, root)},
		{status: 403, body: `{"message":"403 Forbidden - Runner is locked"}`, want: tfdiag.RunnerLocked, provoke: locked(assigns(sharedRunner, maintainer))},
		{status: 403, body: noAccess, want: tfdiag.Forbidden, provoke: assigns(ownedRunner, maintainerOfSecond)},
		{status: 403, body: noAccess, want: tfdiag.Forbidden, provoke: assigns(instanceRunner, maintainer)},
		{status: 404, body: noProject, want: tfdiag.ProjectNotFound, provoke: assigns(ownedRunner, stranger)},
		{status: 404, body: noRunner, want: tfdiag.RunnerNotFound, provoke: assigns(noSuchRunner, root)},
		{status: 404, body: noRunnerBefore, want: tfdiag.RunnerNotFound, provoke: assigns(noSuchRunner, root), version: "18.0"},
		{status: 405, body: moved, want: tfdiag.ProjectMoved, why: renameText},
		{status: 500, body: `{"message":"500 Internal Server Error"}`, want: tfdiag.Lost, provoke: assigns(instanceRunner, root)},
	},
	tfdiag.UnassignRunner: {
		{
			status: 403, body: `{"message":"403 Forbidden - You cannot unassign a runner from the owner project. Delete the runner instead"}`,
			want: tfdiag.OwnerKept, provoke: unassigns(firstProject, root),
		},
		{
			status: 403, body: `{"message":"403 Forbidden - Only one project associated with the runner. Please remove the runner instead"}`,
			want: tfdiag.OwnerKept, version: "17.0", provoke: afterUnassigning(unassigns(firstProject, root)),
		},
		{status: 403, body: `{"message":"403 Forbidden - Runner is locked"}`, want: tfdiag.RunnerLocked, provoke: locked(unassigns(secondProject, maintainer))},
		{
			status: 403, body: `{"message":"403 Forbidden - User not allowed to assign runner"}`, want: tfdiag.RunnerLocked, version: "18.0",
			provoke: locked(unassigns(secondProject, maintainer)),
		},
		{status: 403, body: noAccess, want: tfdiag.Forbidden, provoke: unassigns(firstProject, maintainer)},
		{status: 403, body: forbidden, want: tfdiag.Forbidden, provoke: unassigns(secondProject, developerOfSecond)},
		{status: 404, body: noRunner, want: tfdiag.NotFound, provoke: afterUnassigning(unassigns(secondProject, root))},
		{status: 404, body: noProject, want: tfdiag.NotFound, provoke: unassigns(secondProject, stranger)},
		{status: 405, body: moved, want: tfdiag.ProjectMoved, why: renameText},
	},
	tfdiag.ReadAssignment:        refused(tfdiag.ReadAssignment, tfdiag.NotFound),
	tfdiag.ReadAssignments:       refused(tfdiag.ReadAssignments, tfdiag.NotFound),
	tfdiag.UpdateAssignments:     refused(tfdiag.UpdateAssignments, tfdiag.NotFound),
	tfdiag.DeleteAssignments:     refused(tfdiag.DeleteAssignments, tfdiag.NotFound),
	tfdiag.ListRunnerAssignments: refused(tfdiag.ListRunnerAssignments, tfdiag.NotFound),
	tfdiag.ListProjectAssignments: {
		{status: 403, body: forbidden, want: tfdiag.Forbidden, provoke: as(developer, tfdiag.ListProjectAssignments)},
		{status: 404, body: noProject, want: tfdiag.ProjectNotFound, provoke: byStranger(tfdiag.ListProjectAssignments)},
	},
}
