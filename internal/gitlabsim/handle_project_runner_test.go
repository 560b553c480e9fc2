package gitlabsim_test

import "testing"

func TestAssignRunner(t *testing.T) {
	t.Parallel()

	const taken = `{"message":"Assign to Validation failed: Runner projects runner has already been taken - runner_error"}`

	limit := []string{`root PUT /application/plan_limits plan_name=default&ci_registered_project_runners=1`}

	run(t, []testCase{
		{name: "6.9/assigned", do: `max POST /projects/2/runners {"runner_id":3}`, status: 201, has: `{"id":3,"runner_type":"project_type","status":"never_contacted"}`, lacks: []string{"tag_list", "projects"}},
		{name: "6.9/by path", do: `max POST /projects/acme%2Fapi/runners runner_id=3`, status: 201, has: `{"id":3}`},
		{name: "6.9/anonymous", do: `- POST /projects/2/runners`, status: 401, body: `{"message":"401 Unauthorized"}`},
		{name: "6.9/no such project", do: `max POST /projects/99/runners runner_id=3`, status: 404, body: `{"message":"404 Project Not Found"}`},
		{name: "6.9/an invisible project", do: `out POST /projects/2/runners runner_id=3`, status: 404, body: `{"message":"404 Project Not Found"}`},
		{name: "6.9/runner_id missing", do: `max POST /projects/2/runners {}`, status: 400, body: `{"error":"runner_id is missing"}`},
		{name: "6.9/runner_id a word", do: `max POST /projects/2/runners runner_id=x`, status: 400, body: `{"error":"runner_id is invalid"}`},
		{name: "6.9/no such runner", do: `max POST /projects/2/runners runner_id=99`, status: 404, body: noRunner},
		{name: "6.9/group runner", do: `max POST /projects/2/runners runner_id=2`, status: 403, body: `{"message":"403 Forbidden - Runner is a group runner"}`},
		{name: "6.9/group runner, even for administrators", do: `root POST /projects/2/runners runner_id=2`, status: 403, body: `{"message":"403 Forbidden - Runner is a group runner"}`},
		{name: "6.9/locked", do: `max POST /projects/2/runners runner_id=5`, status: 403, body: `{"message":"403 Forbidden - Runner is locked"}`},
		{name: "6.9/the lock comes before access", do: `sam POST /projects/3/runners runner_id=5`, status: 403, body: `{"message":"403 Forbidden - Runner is locked"}`},
		{name: "6.9/no Maintainer", do: `dev POST /projects/1/runners runner_id=4`, status: 403, body: forbidden},
		{name: "6.9/no such runner before", version: "18.10", do: `max POST /projects/2/runners runner_id=99`, status: 404, body: `{"message":"404 Not found"}`},
		{name: "6.9/already assigned, by an administrator", do: `root POST /projects/2/runners runner_id=4`, status: 400, body: taken},
		{
			name: "6.9/plan limit before", version: "17.10", before: limit, do: `root POST /projects/2/runners runner_id=3`, status: 400,
			body: `{"message":{"runner_projects.base":["Maximum number of ci registered project runners (1) exceeded"],"assign_to":["Validation failed: Runner projects base Maximum number of ci registered project runners (1) exceeded"]}}`,
		},
		{name: "6.9/members", do: `max POST /projects/2/runners runner_id=3`, status: 201, keys: "id description ip_address active paused is_shared runner_type name online status created_at created_by job_execution_status"},
		{name: "6.9/locked, for administrators", do: `root POST /projects/2/runners runner_id=5`, status: 201},
		{name: "6.9/no right on the runner", do: `sam POST /projects/3/runners runner_id=3`, status: 403, body: noAccess},
		{name: "6.9/instance runner", do: `max POST /projects/2/runners runner_id=1`, status: 403, body: noAccess},
		{name: "6.9/instance runner by an administrator", do: `root POST /projects/2/runners runner_id=1`, status: 500},
		{name: "6.9/already assigned", do: `max POST /projects/2/runners runner_id=4`, status: 400, body: taken},
		{name: "6.9/already assigned, the owner project", do: `max POST /projects/1/runners runner_id=3`, status: 400, body: taken},
		{
			name: "6.9/already assigned before", version: "17.10", do: `max POST /projects/2/runners runner_id=4`, status: 400,
			body: `{"message":{"runner_projects.runner_id":["has already been taken"],"assign_to":["Validation failed: Runner projects runner has already been taken"]}}`,
		},
		{
			name: "6.9/plan limit, administrators too", before: limit, do: `root POST /projects/2/runners runner_id=3`, status: 400,
			body: `{"message":"Assign to Validation failed: Runner projects base Maximum number of ci registered project runners (1) exceeded - runner_error"}`,
		},
		{name: "6.9/seen in details at once", before: []string{`max POST /projects/2/runners runner_id=3`}, do: `max GET /runners/3`, status: 200, has: `{"projects":[{"id":1},{"id":2}]}`},
	})
}

func TestUnassignRunner(t *testing.T) {
	t.Parallel()

	const (
		ownerProject = `{"message":"403 Forbidden - You cannot unassign a runner from the owner project. Delete the runner instead"}`
		lastProject  = `{"message":"403 Forbidden - Only one project associated with the runner. Please remove the runner instead"}`
	)

	locked := []string{`root POST /projects/2/runners runner_id=5`}

	run(t, []testCase{
		{name: "6.10/newest, another project", do: `max DELETE /projects/2/runners/4`, status: 204},
		{name: "6.10/newest, the owner project", do: `max DELETE /projects/1/runners/4`, status: 403, body: noAccess},
		{name: "6.10/newest, the owner project by an administrator", do: `root DELETE /projects/1/runners/4`, status: 403, body: ownerProject},
		{name: "6.10/newest, the only project", do: `max DELETE /projects/1/runners/3`, status: 403, body: noAccess},
		{name: "6.10/newest, locked", before: locked, do: `max DELETE /projects/2/runners/5`, status: 403, body: `{"message":"403 Forbidden - Runner is locked"}`},
		{name: "6.10/newest, locked by an administrator", before: locked, do: `root DELETE /projects/2/runners/5`, status: 204},

		{name: "6.10/newest, locked and the owner project", before: locked, do: `max DELETE /projects/1/runners/5`, status: 403, body: `{"message":"403 Forbidden - Runner is locked"}`},
		{name: "6.10/newest, the only project by an administrator", do: `root DELETE /projects/1/runners/3`, status: 403, body: ownerProject},
		{name: "6.10/newest, however many projects remain", before: []string{`root POST /projects/3/runners runner_id=4`, `root POST /projects/4/runners runner_id=4`}, do: `root DELETE /projects/1/runners/4`, status: 403, body: ownerProject},
		{name: "6.10/gone from details", before: []string{`max DELETE /projects/2/runners/4`}, do: `max GET /runners/4`, status: 200, has: `{"projects":[{"id":1}]}`},
		{name: "6.10/assigned again", before: []string{`max DELETE /projects/2/runners/4`}, do: `max POST /projects/2/runners runner_id=4`, status: 201},
		{name: "6.10/group runner", do: `root DELETE /projects/1/runners/2`, status: 404, body: noRunner},
		{name: "6.10/18.0, locked by an administrator", version: "18.0", before: locked, do: `root DELETE /projects/2/runners/5`, status: 204},
		{name: "6.10/17.11, the owner project", version: "17.11", do: `max DELETE /projects/1/runners/4`, status: 403, body: ownerProject},
		{name: "6.10/18.10, the owner project", version: "18.10", do: `max DELETE /projects/1/runners/4`, status: 403, body: ownerProject},
		{name: "6.10/18.0, another project", version: "18.0", do: `max DELETE /projects/2/runners/4`, status: 204},
		{name: "6.10/18.0, the owner project", version: "18.0", do: `max DELETE /projects/1/runners/4`, status: 403, body: ownerProject},
		{name: "6.10/18.0, the owner project by an administrator", version: "18.0", do: `root DELETE /projects/1/runners/4`, status: 403, body: ownerProject},
		{name: "6.10/18.0, locked", version: "18.0", before: locked, do: `max DELETE /projects/2/runners/5`, status: 403, body: `{"message":"403 Forbidden - User not allowed to assign runner"}`},

		{name: "6.10/17.5, another project", version: "17.5", do: `max DELETE /projects/2/runners/4`, status: 204},
		{name: "6.10/17.5, the owner project", version: "17.5", do: `max DELETE /projects/1/runners/4`, status: 204},
		{name: "6.10/17.5, the last project", version: "17.5", do: `max DELETE /projects/1/runners/3`, status: 403, body: lastProject},
		{name: "6.10/17.5, the last project by an administrator", version: "17.5", do: `root DELETE /projects/1/runners/3`, status: 403, body: lastProject},
		{name: "6.10/17.5, locked", version: "17.5", before: locked, do: `max DELETE /projects/2/runners/5`, status: 204},

		{name: "6.10/not assigned", do: `max DELETE /projects/2/runners/3`, status: 404, body: noRunner},
		{name: "6.10/not assigned, in every release", version: "17.5", do: `max DELETE /projects/2/runners/3`, status: 404, body: noRunner},
		{name: "6.10/a second delete", before: []string{`max DELETE /projects/2/runners/4`}, do: `max DELETE /projects/2/runners/4`, status: 404, body: noRunner},
		{name: "6.10/no Maintainer", do: `dev DELETE /projects/1/runners/4`, status: 403, body: forbidden},
		{name: "6.10/no such project", do: `max DELETE /projects/99/runners/4`, status: 404, body: `{"message":"404 Project Not Found"}`},
		{name: "6.10/runner_id a word", do: `max DELETE /projects/1/runners/x`, status: 400, body: `{"error":"runner_id is invalid"}`},
		{name: "10/unassign, then delete", before: []string{`max DELETE /projects/2/runners/4`}, do: `max DELETE /runners/4`, status: 204},
	})
}
