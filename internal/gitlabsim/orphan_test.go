package gitlabsim_test

import "testing"

// A project runner whose last project is deleted, until GitLab deletes it.
func TestOrphans(t *testing.T) {
	t.Parallel()

	orphan := []string{`- PUT /_sim/runners/3 {"orphaned":true}`}

	run(t, []testCase{
		{
			name: "6.9/assigned", before: orphan, do: `root POST /projects/1/runners runner_id=3`, status: 400,
			body: `{"message":"Assign to Taking over an orphaned project runner is not allowed - runner_error"}`,
		},
		{name: "6.9/assigned by a Maintainer", before: orphan, do: `max POST /projects/1/runners runner_id=3`, status: 403, body: noAccess},
		{name: "3.2/details", before: orphan, do: `root GET /runners/3`, status: 200, has: `{"projects":[]}`},
		{name: "5/its former Maintainer", before: orphan, do: `max GET /runners/3`, status: 403, body: noAccess},
		{name: "2.3/verifies", before: orphan, do: `- POST /runners/verify token=$glrt3$`, status: 200, has: `{"id":3}`},
		{name: "6.15/resets", version: "18.1", before: orphan, do: `- POST /runners/reset_authentication_token token=$glrt3$`, status: 201},
		{name: "6.17/unregisters", version: "18.1", before: orphan, do: `- DELETE /runners token=$glrt3$`, status: 204},
		{name: "6.6/deleted", before: orphan, do: `root DELETE /runners/3`, status: 204},
		{name: "6.14/reset by id", before: orphan, do: `root POST /runners/3/reset_authentication_token`, status: 201},
		{name: "_sim/no orphan", do: `- PUT /_sim/runners/2 {"orphaned":true}`, status: 400, body: `{"error":"orphaned is for project runners, and runner 2 is of group_type"}`},
	})
}
