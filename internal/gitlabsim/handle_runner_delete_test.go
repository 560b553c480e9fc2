package gitlabsim_test

import (
	"net/http"
	"testing"
)

func TestDeleteRunner(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{name: "6.6/deleted", do: `max DELETE /runners/3`, status: 204},
		{name: "6.6/a second delete", before: []string{`max DELETE /runners/3`}, do: `max DELETE /runners/3`, status: 404, body: noRunner},
		{name: "6.6/gone from reads", before: []string{`max DELETE /runners/3`}, do: `max GET /runners/3`, status: 404, body: noRunner},
		{name: "6.6/the token is invalid", before: []string{`max DELETE /runners/3`}, do: `- POST /runners/verify token=$glrt3$`, status: 403, body: forbidden},
		{
			name: "6.6/several projects", do: `max DELETE /runners/4`, status: 403,
			body: `{"message":"403 Forbidden - Runner associated with more than one project"}`,
		},
		{
			name: "6.6/several projects come before access", do: `out DELETE /runners/4`, status: 403,
			body: `{"message":"403 Forbidden - Runner associated with more than one project"}`,
		},
		{name: "6.6/administrators may", do: `root DELETE /runners/4`, status: 204},
		{name: "6.6/no access", do: `dev DELETE /runners/3`, status: 403, body: noAccess},
		{name: "6.6/group runner by a Maintainer", do: `gus DELETE /runners/2`, status: 403, body: noAccess},
		{name: "6.6/group runner by the Owner", do: `ann DELETE /runners/2`, status: 204},
		{name: "6.6/instance runner by an Owner", do: `ann DELETE /runners/1`, status: 403, body: noAccess},
		{name: "6.6/managers and jobs go along", before: []string{
			`- POST /_sim/managers {"runner_id":3,"system_id":"s"}`, `- POST /_sim/jobs {"runner_id":3}`, `max DELETE /runners/3`,
		}, do: `- PUT /_sim/jobs/1 {"status":"success"}`, status: 400, body: `{"error":"there is no job 1"}`},
		{name: "6.6/no such runner", do: `max DELETE /runners/99`, status: 404, body: noRunner},
		{name: "6.6/gone from lists", before: []string{`max DELETE /runners/3`}, do: `max GET /projects/1/runners?type=project_type`, status: 200, has: `[{"id":4},{"id":5}]`},
		{name: "10/a lock does not forbid a deletion", do: `max DELETE /runners/5`, status: 204},
		{name: "2.1/parameters in the body of a DELETE", do: `- DELETE /runners {"token":"$glrt3$"}`, status: 204},
	})
}

func TestIfUnmodifiedSince(t *testing.T) {
	t.Parallel()

	const refused = `{"message":"412 Precondition Failed"}`

	for _, tc := range []struct {
		name, date, path, body string
		status                 int
	}{
		{"6.6/changed since", "Tue, 01 Jan 2030 00:00:00 GMT", "/runners/3", "", 412},
		{"6.6/not changed since", "Thu, 03 Jan 2030 00:00:00 GMT", "/runners/3", "", 204},
		{"6.6/a malformed date", "yesterday", "/runners/3", "", 204},
		{"6.10/the assignment", "Tue, 01 Jan 2030 00:00:00 GMT", "/projects/2/runners/4", "", 412},
		{"6.17/by token", "Tue, 01 Jan 2030 00:00:00 GMT", "/runners", `{"token":"$glrt3$"}`, 412},
		{"6.18/a manager", "Tue, 01 Jan 2030 00:00:00 GMT", "/runners/managers", `{"token":"$glrt3$","system_id":"s"}`, 412},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)
			s.must(`- POST /_sim/managers {"runner_id":3,"system_id":"s"}`)

			got := s.send(http.MethodDelete, tc.path, s.expand(tc.body), http.Header{
				"Private-Token":       {s.tokens["max"]},
				"If-Unmodified-Since": {tc.date},
				"Content-Type":        {"application/json"},
			})

			want := testCase{do: tc.path, status: tc.status}
			if tc.status == http.StatusPreconditionFailed {
				want.body = refused
			}

			want.check(t, got)
		})
	}
}
