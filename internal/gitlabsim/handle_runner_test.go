package gitlabsim_test

import (
	"net/http"
	"strings"
	"testing"
)

const (
	noAccess  = `{"message":"403 Forbidden - No access granted"}`
	forbidden = `{"message":"403 Forbidden"}`
	noRunner  = `{"message":"404 Runner Not Found"}`
)

func TestGetRunner(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{
			name: "3.2/every member", do: `max GET /runners/3`, status: 200,
			has: `{"id":3,"description":null,"ip_address":null,"active":true,"paused":false,"is_shared":false,` +
				`"runner_type":"project_type","name":null,"online":null,"status":"never_contacted",` +
				`"created_at":"2030-01-02T03:04:05.678Z","job_execution_status":"idle","tag_list":[],"run_untagged":true,` +
				`"locked":false,"maximum_timeout":null,"access_level":"not_protected","version":null,"revision":null,` +
				`"platform":null,"architecture":null,"contacted_at":null,"maintenance_note":"call max","groups":[],` +
				`"projects":[{"id":1,"default_branch":"main","tag_list":[],"topics":[],"forks_count":0,"star_count":0,` +
				`"avatar_url":null,"web_url":"http://gitlab.test/acme/web",` +
				`"namespace":{"id":1,"name":"Acme","path":"acme","kind":"group","full_path":"acme","parent_id":null,` +
				`"avatar_url":null,"web_url":"http://gitlab.test/groups/acme"}}],` +
				`"created_by":{"id":4,"username":"max","public_email":"","name":"max","state":"active","locked":false,` +
				`"avatar_url":null,"web_url":"http://gitlab.test/max"}}`,
			lacks: []string{"token", "token_expires_at"},
		},
		{
			name: "3.2/group runner", do: `ann GET /runners/2`, status: 200,
			has: `{"groups":[{"id":1,"name":"Acme","web_url":"http://gitlab.test/groups/acme"}],"projects":[]}`,
		},
		{name: "6.4/id is no integer", do: `max GET /runners/x`, status: 400, body: `{"error":"id is invalid"}`},
		{name: "6.4/no such runner", do: `max GET /runners/99`, status: 404, body: noRunner},
		{
			name: "2.5/no such runner before", version: "18.10", do: `max GET /runners/99`, status: 404,
			body: `{"message":"404 Not found"}`,
		},
		{name: "6.4/id beyond every integer", do: `max GET /runners/99999999999999999999`, status: 404, body: noRunner},
		{name: "6.4/no access is 403", do: `out GET /runners/3`, status: 403, body: noAccess},
		{
			name: "6.4/without projects", do: `max GET /runners/3?include_projects=false`, status: 200,
			lacks: []string{"projects"},
		},
		{
			name: "6.4/empty include_projects is true", do: `max GET /runners/3?include_projects=`, status: 200,
			has: `{"projects":[{}]}`,
		},
		{
			name: "6.4/include_projects before", version: "18.10", do: `max GET /runners/3?include_projects=false`,
			status: 200, has: `{"projects":[{}]}`,
		},
		{
			name: "3.2/projects are those the caller belongs to", do: `dev GET /runners/1`, status: 200,
			has: `{"projects":[],"maintenance_note":null}`,
		},
		{
			name: "3.2/a project the caller is no member of is hidden", before: []string{
				`root POST /projects/4/runners {"runner_id":4}`,
			}, do: `max GET /runners/4`, status: 200, has: `{"projects":[{"id":1},{"id":2}]}`,
		},
		{
			name: "3.2/administrators see every project", before: []string{
				`root POST /projects/4/runners {"runner_id":4}`,
			}, do: `root GET /runners/4`, status: 200, has: `{"projects":[{"id":1},{"id":2},{"id":4}]}`,
		},
		{
			name: "3.2/the note hides itself from readers", before: []string{
				`root PUT /runners/2 maintenance_note=secret`,
			}, do: `gus GET /runners/2`, status: 200, has: `{"maintenance_note":null}`,
		},
		{
			name: "3.2/the note before it hid itself", version: "18.1", before: []string{
				`root PUT /runners/2 maintenance_note=secret`,
			}, do: `gus GET /runners/2`, status: 200, has: `{"maintenance_note":"secret"}`,
		},
		{
			name: "11/no note in details before 16.10", version: "16.9", do: `max GET /runners/3`, status: 200,
			lacks: []string{"maintenance_note", "created_by", "created_at", "job_execution_status"},
		},
		{
			name: "3.1/the last address before 17.0", version: "16.11", before: []string{
				`- POST /_sim/managers {"runner_id":1,"system_id":"s","ip_address":"192.0.2.1","contacted_at":"2030-01-02T03:00:00Z"}`,
			}, do: `max GET /runners/1`, status: 200, has: `{"ip_address":"192.0.2.1"}`,
		},
		{
			name: "3.2/version of the manager that contacted last", before: []string{
				`- POST /_sim/managers {"runner_id":1,"system_id":"a","version":"17.1.0","contacted_at":"2030-01-02T03:00:00Z"}`,
				`- POST /_sim/managers {"runner_id":1,"system_id":"b","version":"17.0.0","platform":"linux",` +
					`"architecture":"arm64","revision":"abc","contacted_at":"2030-01-02T03:01:00Z"}`,
			}, do: `max GET /runners/1`, status: 200,
			has: `{"version":"17.0.0","revision":"abc","platform":"linux","architecture":"arm64","online":true,` +
				`"status":"online","contacted_at":"2030-01-02T03:01:00.000Z","ip_address":null}`,
		},
		{
			name: "14/projects of a runner", do: `max GET /runners/4/projects`, status: 200,
			has: `[{"id":1,"path":"web"},{"id":2,"path":"api"}]`,
		},
		{
			name: "14/projects of a runner before", version: "18.10", do: `max GET /runners/4/projects`, status: 404,
			body: `{"error":"404 Not Found"}`,
		},
	})
}

func TestUpdateRunner(t *testing.T) {
	t.Parallel()

	full := []string{`max PUT /runners/3 {"description":"d","tag_list":["a"],"maximum_timeout":3600,"maintenance_note":"n","paused":true}`}

	const tagsNeeded = `{"message":{"tags_list":["can not be empty when runner is not allowed to pick untagged jobs"]}}`

	run(t, []testCase{
		{name: "6.5/maximum_timeout null clears", before: full, do: `max PUT /runners/3 {"maximum_timeout":null}`, status: 200, has: `{"maximum_timeout":null,"description":"d"}`},
		{name: "6.5/maximum_timeout empty clears", before: full, do: `max PUT /runners/3 maximum_timeout=`, status: 200, has: `{"maximum_timeout":null}`},
		{name: "6.5/maximum_timeout zero", do: `max PUT /runners/3 {"maximum_timeout":0}`, status: 400, body: `{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}`},
		{name: "6.5/maximum_timeout negative", do: `max PUT /runners/3 {"maximum_timeout":-1}`, status: 400, body: `{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}`},
		{name: "6.5/maximum_timeout 600", do: `max PUT /runners/3 maximum_timeout=600`, status: 200, has: `{"maximum_timeout":600}`},
		{name: "6.5/maintenance_note empty stays empty", before: full, do: `max PUT /runners/3 {"maintenance_note":""}`, status: 200, has: `{"maintenance_note":""}`},
		{name: "6.5/maintenance_note null clears", before: full, do: `max PUT /runners/3 {"maintenance_note":null}`, status: 200, has: `{"maintenance_note":null}`},
		{name: "6.5/maintenance_note too long", do: `max PUT /runners/3 {"maintenance_note":"` + repeat(1025) + `"}`, status: 400, body: `{"message":{"maintenance_note":["is too long (maximum is 1024 characters)"]}}`},
		{name: "6.5/description empty stays empty", before: full, do: `max PUT /runners/3 {"description":""}`, status: 200, has: `{"description":""}`},
		{name: "6.5/description null clears", before: full, do: `max PUT /runners/3 {"description":null}`, status: 200, has: `{"description":null}`},
		{name: "6.5/tag_list empty", before: full, do: `max PUT /runners/3 {"tag_list":[]}`, status: 200, has: `{"tag_list":[]}`},
		{name: "6.5/tag_list null", before: full, do: `max PUT /runners/3 {"tag_list":null}`, status: 200, has: `{"tag_list":[]}`},
		{name: "6.5/tag_list blank in a form", before: full, do: `max PUT /runners/3 tag_list=`, status: 200, has: `{"tag_list":[]}`},
		{name: "6.5/tag_list replaces, in the order sent", before: full, do: `max PUT /runners/3 {"tag_list":["z","b"]}`, status: 200, has: `{"tag_list":["z","b"]}`},
		{name: "6.5/tags removed and untagged refused", do: `max PUT /runners/3 {"tag_list":[],"run_untagged":false}`, status: 400, body: tagsNeeded},
		{name: "6.5/untagged refused without tags", do: `max PUT /runners/3 {"run_untagged":false}`, status: 400, body: tagsNeeded},
		{name: "6.5/untagged refused with stored tags", before: full, do: `max PUT /runners/3 {"run_untagged":false}`, status: 200, has: `{"run_untagged":false}`},
		{name: "6.5/tags removed while untagged is refused", before: append(full, `max PUT /runners/3 {"run_untagged":false}`), do: `max PUT /runners/3 {"tag_list":""}`, status: 400, body: tagsNeeded},
		{name: "6.5/paused null resumes", before: full, do: `max PUT /runners/3 {"paused":null}`, status: 200, has: `{"paused":false,"active":true}`},
		{name: "6.5/paused empty resumes", before: full, do: `max PUT /runners/3 paused=`, status: 200, has: `{"paused":false}`},
		{name: "6.5/active is the mirror", do: `max PUT /runners/3 {"active":false}`, status: 200, has: `{"paused":true,"active":false}`},
		{name: "6.5/access_level null", do: `max PUT /runners/3 {"access_level":null}`, status: 400, body: `{"message":{"access_level":["can't be blank"]}}`},
		{name: "6.5/access_level empty", do: `max PUT /runners/3 {"access_level":""}`, status: 400, body: `{"error":"access_level does not have a valid value"}`},
		{name: "6.5/access_level", do: `max PUT /runners/3 {"access_level":"ref_protected"}`, status: 200, has: `{"access_level":"ref_protected"}`},
		{name: "6.5/locked null", do: `max PUT /runners/3 {"locked":null}`, status: 500, body: `{"message":"500 Internal Server Error"}`},
		{name: "6.5/run_untagged null without tags", do: `max PUT /runners/3 {"run_untagged":null}`, status: 400, body: tagsNeeded},
		{name: "6.5/run_untagged null with tags", before: full, do: `max PUT /runners/3 {"run_untagged":null}`, status: 500},
		{name: "6.5/several failures", do: `max PUT /runners/3 {"run_untagged":false,"maximum_timeout":1}`, status: 400, body: `{"message":{"tags_list":["can not be empty when runner is not allowed to pick untagged jobs"],"maximum_timeout":["needs to be at least 10 minutes"]}}`},
		{
			name: "6.5/nothing sent", do: `max PUT /runners/3 {}`, status: 400,
			body: `{"error":"description, active, paused, tag_list, run_untagged, locked, access_level, maximum_timeout, ` +
				`maintenance_note are missing, at least one parameter must be provided"}`,
		},
		{
			name: "6.5/the note is no parameter before 16.10", version: "16.9", do: `max PUT /runners/3 {"maintenance_note":"n"}`, status: 400,
			body: `{"error":"description, active, paused, tag_list, run_untagged, locked, access_level, maximum_timeout are missing, at least one parameter must be provided"}`,
		},
		{
			name: "6.5/active and paused", do: `max PUT /runners/3 {"active":true,"paused":true}`, status: 400,
			body: `{"error":"active, paused are mutually exclusive"}`,
		},
		{name: "6.5/unknown keys beside known ones", do: `max PUT /runners/3 {"runner_type":"group_type","locked":true}`, status: 200, has: `{"runner_type":"project_type","locked":true}`},
		{name: "6.5/the answer has no projects", do: `max PUT /runners/3 {"locked":true}`, status: 200, lacks: []string{"projects"}, has: `{"groups":[]}`},
		{name: "6.5/the answer had projects", version: "18.10", do: `max PUT /runners/3 {"locked":true}`, status: 200, has: `{"projects":[{"id":1}]}`},
		{name: "6.5/no access", do: `dev PUT /runners/3 {"locked":true}`, status: 403, body: noAccess},
		{name: "6.5/no such runner", do: `max PUT /runners/99 {"locked":true}`, status: 404, body: noRunner},
		{name: "2.2/validation before the lookup", do: `max PUT /runners/99 {"locked":"maybe"}`, status: 400, body: `{"error":"locked is invalid"}`},
		{name: "2.2/complaints come together", do: `max PUT /runners/3 {"locked":"maybe","maximum_timeout":"long"}`, status: 400, body: `{"error":"locked is invalid, maximum_timeout is invalid"}`},
		{
			name: "6.5/over the tag limit already", before: []string{`- PUT /_sim/runners/3 {"tag_list":["` + strings.ReplaceAll(manyTags(51), ",", `","`) + `"]}`},
			do: `max PUT /runners/3 {"locked":true}`, status: 200, has: `{"locked":true}`,
		},
		{
			name: "6.5/too many tags", do: `max PUT /runners/3 {"tag_list":"` + manyTags(51) + `"}`, status: 400,
			body: `{"message":{"tags_list":["Too many tags specified. Please limit the number of tags to 50"]}}`,
		},
	})
}

func TestDeleteRunner(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{name: "6.6/deleted", do: `max DELETE /runners/3`, status: 204},
		{name: "6.6/a second delete", before: []string{`max DELETE /runners/3`}, do: `max DELETE /runners/3`, status: 404, body: noRunner},
		{name: "6.6/gone from reads", before: []string{`max DELETE /runners/3`}, do: `max GET /runners/3`, status: 404, body: noRunner},
		{name: "6.6/the token is dead", before: []string{`max DELETE /runners/3`}, do: `- POST /runners/verify token=$glrt3$`, status: 403, body: forbidden},
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
		{"6.6/a date nobody can read", "yesterday", "/runners/3", "", 204},
		{"6.10/the assignment", "Tue, 01 Jan 2030 00:00:00 GMT", "/projects/2/runners/4", "", 412},
		{"6.17/by token", "Tue, 01 Jan 2030 00:00:00 GMT", "/runners", `{"token":"$glrt3$"}`, 412},
		{"6.18/a manager", "Tue, 01 Jan 2030 00:00:00 GMT", "/runners/managers", `{"token":"$glrt3$","system_id":"s"}`, 412},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()

			s := scene(t)
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
