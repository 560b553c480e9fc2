package tfdiag_test

import (
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// assigns returns a call that assigns a runner to the second project.
func assigns(runner func(*fixture) int64, caller func(*fixture) *fixture) func(*fixture) error {
	return func(f *fixture) error {
		caller(f)

		return f.client.AssignRunner(f.t.Context(), f.second.ID, runner(f))
	}
}

// unassigns returns a call that unassigns the runner with two projects from a project.
func unassigns(project func(*fixture) int64, caller func(*fixture) *fixture) func(*fixture) error {
	return func(f *fixture) error {
		caller(f)

		return f.client.UnassignRunner(f.t.Context(), project(f), f.shared)
	}
}

// The callers and the objects of an assignment.
var (
	root        = func(f *fixture) *fixture { return f }
	maintainer  = (*fixture).maintainer
	withoutRole = (*fixture).withoutRole
	// developerOfSecond sees the second project only.
	developerOfSecond = func(f *fixture) *fixture { return f.memberOfSecond(gitlab.DeveloperPermissions) }
	// maintainerOfSecond has no role in the project of the runner.
	maintainerOfSecond = func(f *fixture) *fixture { return f.memberOfSecond(gitlab.MaintainerPermissions) }

	instanceRunner = func(f *fixture) int64 { return f.instance }
	groupRunner    = func(f *fixture) int64 { return f.grouped }
	ownedRunner    = func(f *fixture) int64 { return f.owned }
	sharedRunner   = func(f *fixture) int64 { return f.shared }
	noSuchRunner   = func(*fixture) int64 { return 4711 }
	orphan         = func(f *fixture) int64 { return f.orphan().owned }
	firstProject   = func(f *fixture) int64 { return f.project.ID }
	secondProject  = func(f *fixture) int64 { return f.second.ID }
)

func (f *fixture) memberOfSecond(level gitlab.AccessLevelValue) *fixture {
	f.t.Helper()

	user, token := f.User(f.t, "api")
	f.JoinProject(f.t, f.second, user, level)

	return f.as(token)
}

// afterUnassigning unassigns the runner from the second project before the call.
func afterUnassigning(send func(*fixture) error) func(*fixture) error {
	return func(f *fixture) error {
		if _, err := f.API.Runners.DisableProjectRunner(f.second.ID, f.shared); err != nil {
			f.t.Fatal(err)
		}

		return send(f)
	}
}

func locked(send func(*fixture) error) func(*fixture) error {
	return func(f *fixture) error { return send(f.lock()) }
}

const renameText = "the client sends the ID of the project, which no rename changes"

var ofAssignments = map[tfdiag.OperationID][]answer{
	tfdiag.FindProject: {{status: 404, body: noProject, want: tfdiag.ProjectNotFound, send: byUserWithoutRole(tfdiag.FindProject)}},
	tfdiag.AssignRunner: {
		{
			status: 400, body: `{"message":"Assign to Validation failed: Runner projects runner has already been taken - runner_error"}`,
			want: tfdiag.AlreadyAssigned, send: assigns(sharedRunner, root),
		},
		{
			status: 400, version: "17.5", want: tfdiag.AlreadyAssigned, send: assigns(sharedRunner, root),
			body: `{"message":{"runner_projects.runner_id":["has already been taken"],"assign_to":["Validation failed: Runner projects runner has already been taken"]}}`,
		},
		{
			status: 400, body: `{"message":"Assign to Validation failed: Runner projects base Maximum number of ci registered project runners (1) exceeded - runner_error"}`,
			want: tfdiag.RunnerLimit, send: func(f *fixture) error { return assigns(ownedRunner, root)(f.limit()) },
		},
		{
			status: 400, body: `{"message":"Assign to Taking over an orphaned project runner is not allowed - runner_error"}`,
			want: tfdiag.Orphaned, send: assigns(orphan, root),
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
		{status: 403, body: forbidden, want: tfdiag.Forbidden, send: assigns(ownedRunner, developerOfSecond)},
		{status: 403, body: `{"message":"403 Forbidden - Runner is a group runner"}`, want: tfdiag.IsGroupRunner, send: assigns(groupRunner, root)},
		{status: 403, body: `{"message":"403 Forbidden - Runner is locked"}`, want: tfdiag.RunnerLocked, send: locked(assigns(sharedRunner, maintainer))},
		{status: 403, body: noAccess, want: tfdiag.Forbidden, send: assigns(ownedRunner, maintainerOfSecond)},
		{status: 403, body: noAccess, want: tfdiag.Forbidden, send: assigns(instanceRunner, maintainer)},
		{status: 404, body: noProject, want: tfdiag.ProjectNotFound, send: assigns(ownedRunner, withoutRole)},
		{status: 404, body: noRunner, want: tfdiag.RunnerNotFound, send: assigns(noSuchRunner, root)},
		{status: 404, body: noRunnerBefore, want: tfdiag.RunnerNotFound, send: assigns(noSuchRunner, root), version: "18.0"},
		{status: 405, body: moved, want: tfdiag.ProjectMoved, why: renameText},
		{status: 500, body: `{"message":"500 Internal Server Error"}`, want: tfdiag.Lost, send: assigns(instanceRunner, root)},
	},
	tfdiag.UnassignRunner: {
		{
			status: 403, body: `{"message":"403 Forbidden - You cannot unassign a runner from the owner project. Delete the runner instead"}`,
			want: tfdiag.OwnerKept, send: unassigns(firstProject, root),
		},
		{
			status: 403, body: `{"message":"403 Forbidden - Only one project associated with the runner. Please remove the runner instead"}`,
			want: tfdiag.OwnerKept, version: "17.0", send: afterUnassigning(unassigns(firstProject, root)),
		},
		{status: 403, body: `{"message":"403 Forbidden - Runner is locked"}`, want: tfdiag.RunnerLocked, send: locked(unassigns(secondProject, maintainer))},
		{
			status: 403, body: `{"message":"403 Forbidden - User not allowed to assign runner"}`, want: tfdiag.RunnerLocked, version: "18.0",
			send: locked(unassigns(secondProject, maintainer)),
		},
		{status: 403, body: noAccess, want: tfdiag.Forbidden, send: unassigns(firstProject, maintainer)},
		{status: 403, body: forbidden, want: tfdiag.Forbidden, send: unassigns(secondProject, developerOfSecond)},
		{status: 404, body: noRunner, want: tfdiag.NotFound, send: afterUnassigning(unassigns(secondProject, root))},
		{status: 404, body: noProject, want: tfdiag.NotFound, send: unassigns(secondProject, withoutRole)},
		{status: 405, body: moved, want: tfdiag.ProjectMoved, why: renameText},
	},
	tfdiag.ReadAssignment:        refused(tfdiag.ReadAssignment, tfdiag.RunnerNotFound),
	tfdiag.ReadAssignments:       refused(tfdiag.ReadAssignments, tfdiag.RunnerNotFound),
	tfdiag.UpdateAssignments:     refused(tfdiag.UpdateAssignments, tfdiag.RunnerNotFound),
	tfdiag.DeleteAssignments:     refused(tfdiag.DeleteAssignments, tfdiag.RunnerNotFound),
	tfdiag.ListRunnerAssignments: refused(tfdiag.ListRunnerAssignments, tfdiag.RunnerNotFound),
	tfdiag.ListProjectAssignments: {
		{status: 403, body: forbidden, want: tfdiag.Forbidden, send: as(developer, tfdiag.ListProjectAssignments)},
		{status: 404, body: noProject, want: tfdiag.ProjectNotFound, send: byUserWithoutRole(tfdiag.ListProjectAssignments)},
	},
}
