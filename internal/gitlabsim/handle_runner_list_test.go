package gitlabsim_test

import (
	"net/http"
	"slices"
	"testing"
)

func TestListRunners(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{name: "6.2/a Maintainer's own", do: `max GET /runners`, status: 200, has: `[{"id":3},{"id":4},{"id":5}]`},
		{name: "6.2/an Owner's own", do: `ann GET /runners`, status: 200, has: `[{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{name: "6.2/a group Maintainer has the projects' only", do: `gus GET /runners`, status: 200, has: `[{"id":3},{"id":4},{"id":5}]`},
		{name: "6.2/a Developer has none", do: `dev GET /runners`, status: 200, body: `[]`},
		{name: "6.2/no all for administrators", do: `root GET /runners`, status: 200, has: `[{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{name: "6.2/an Owner's own, of subgroups too", before: []string{`ann POST /user/runners runner_type=group_type&group_id=2`}, do: `ann GET /runners?type=group_type`, status: 200, has: `[{"id":2},{"id":6}]`},
		{name: "6.2/a runner of two projects comes once", do: `max GET /runners?tag_list=`, status: 200, has: `[{"id":3},{"id":4},{"id":5}]`},
		{name: "6.2/anonymous", do: `- GET /runners`, status: 401},

		{name: "6.3/administrators", do: `root GET /runners/all`, status: 200, has: `[{"id":1},{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{name: "6.3/auditors", do: `aud GET /runners/all`, status: 200, has: `[{"id":1},{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{name: "6.3/auditors before", version: "18.10", do: `aud GET /runners/all`, status: 403, body: forbidden},
		{name: "6.3/others", do: `ann GET /runners/all`, status: 403, body: forbidden},

		{name: "6.11/the project's, its groups', the instance's", do: `max GET /projects/1/runners`, status: 200, has: `[{"id":1},{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{name: "6.11/an ancestor's", do: `sam GET /projects/3/runners`, status: 200, has: `[{"id":1},{"id":2}]`},
		{name: "6.11/without group runners", before: []string{`max PUT /projects/1 group_runners_enabled=false`}, do: `max GET /projects/1/runners`, status: 200, has: `[{"id":1},{"id":3},{"id":4},{"id":5}]`},
		{name: "6.11/without instance runners", before: []string{`max PUT /projects/1 shared_runners_enabled=false`}, do: `max GET /projects/1/runners`, status: 200, has: `[{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{name: "6.11/a Developer", do: `dev GET /projects/1/runners`, status: 403, body: forbidden},
		{name: "6.11/auditors", do: `aud GET /projects/1/runners`, status: 200, has: `[{},{},{},{},{}]`},
		{name: "6.11/invisible", do: `out GET /projects/1/runners`, status: 404, body: `{"message":"404 Project Not Found"}`},

		{name: "6.12/the group's and the instance's", do: `ann GET /groups/1/runners`, status: 200, has: `[{"id":1},{"id":2}]`},
		{name: "6.12/an ancestor's", do: `ann GET /groups/acme%2Fsub/runners`, status: 200, has: `[{"id":1},{"id":2}]`},
		{name: "6.12/not a subgroup's", before: []string{`ann POST /user/runners runner_type=group_type&group_id=2`}, do: `ann GET /groups/1/runners?type=group_type`, status: 200, has: `[{"id":2}]`},
		{name: "6.12/project_type is legal and empty", do: `ann GET /groups/1/runners?type=project_type`, status: 200, body: `[]`},
		{name: "6.12/without instance runners", before: []string{`ann PUT /groups/1 shared_runners_setting=disabled_and_overridable`}, do: `ann GET /groups/1/runners`, status: 200, has: `[{"id":2}]`},
		{name: "6.12/a Maintainer", do: `gus GET /groups/1/runners`, status: 200, has: `[{"id":1},{"id":2}]`},
		{name: "6.12/a Maintainer in 16.0", version: "16.0", do: `gus GET /groups/1/runners`, status: 200, has: `[{"id":1},{"id":2}]`},
		{name: "6.12/invisible", do: `out GET /groups/1/runners`, status: 404, body: `{"message":"404 Group Not Found"}`},
		{name: "6.12/no such group", do: `ann GET /groups/99/runners`, status: 404, body: `{"message":"404 Group Not Found"}`},
		{name: "6.11/no such project", do: `max GET /projects/99/runners`, status: 404, body: `{"message":"404 Project Not Found"}`},
		{name: "6.11/by path", do: `max GET /projects/acme%2Fweb/runners?type=project_type`, status: 200, has: `[{"id":3},{"id":4},{"id":5}]`},
		{name: "6.12/there is no scope", do: `ann GET /groups/1/runners?scope=nonsense`, status: 200, has: `[{"id":1},{"id":2}]`},

		{name: "6.12/there is no all for projects", do: `root GET /projects/1/runners/all`, status: 404, body: `{"error":"404 Not Found"}`},
		{name: "6.12/there is no all for groups", do: `root GET /groups/1/runners/all`, status: 404, body: `{"error":"404 Not Found"}`},
		{
			name: "3.1/members of a list item", do: `root GET /runners/all?type=instance_type`, status: 200,
			body: `[{"id":1,"description":null,"ip_address":null,"active":true,"paused":false,"is_shared":true,` +
				`"runner_type":"instance_type","name":null,"online":null,"status":"never_contacted",` +
				`"created_at":"2030-01-02T03:04:05.678Z","created_by":{"id":1,"username":"root","public_email":"",` +
				`"name":"Administrator","state":"active","locked":false,"avatar_url":"https://www.gravatar.com/avatar/258d8dc916db8cea2cafb6c3cd0cb0246efe061421dbd83ec3a350428cabda4f?s=80&d=identicon","web_url":"http://gitlab.test/root"},` +
				`"job_execution_status":"idle"}]`,
		},
		{
			name: "3.1/members of a list item between", version: "18.2", do: `root GET /runners/all`, status: 200,
			keys: "id description ip_address active paused is_shared runner_type name online status created_at job_execution_status",
		},
		{
			name: "3.1/no other members, whatever the type", do: `root GET /runners/all`, status: 200,
			keys: "id description ip_address active paused is_shared runner_type name online status created_at created_by job_execution_status",
		},
		{
			name: "3.1/a deleted creator", before: []string{`root DELETE /users/4`}, do: `ann GET /runners?type=project_type`, status: 200,
			has: `[{"id":3},{"id":4},{"id":5}]`, lacks: []string{"created_by"},
		},
		{
			name: "3.1/members of a list item before", version: "17.0", do: `root GET /runners/all?type=instance_type`, status: 200,
			body: `[{"id":1,"description":null,"ip_address":null,"active":true,"paused":false,"is_shared":true,` +
				`"runner_type":"instance_type","name":null,"online":null,"status":"never_contacted"}]`,
		},
	})
}

// fleet has a runner of every status: 1 online, 2 offline, 3 never contacted,
// 4 stale that was once in contact, 5 stale that never was, all after nine days.
func fleet() []string {
	return []string{
		`- POST /_sim/clock {"advance":"216h"}`,
		`- PUT /_sim/runners/1 {"contacted_at":"2030-01-11T03:00:00Z"}`,
		`- PUT /_sim/runners/2 {"contacted_at":"2030-01-10T03:00:00Z"}`,
		`- PUT /_sim/runners/3 {"created_at":"2030-01-10T03:00:00Z"}`,
		`- PUT /_sim/runners/4 {"contacted_at":"2030-01-02T04:00:00Z"}`,
		`- POST /_sim/managers {"runner_id":1,"system_id":"a","version":"15.0.3"}`,
		`- POST /_sim/managers {"runner_id":1,"system_id":"b","version":"15.0.4"}`,
		`- POST /_sim/managers {"runner_id":2,"system_id":"c","version":"15.01.1"}`,
		`- POST /_sim/managers {"runner_id":4,"system_id":"e"}`,
		`- POST /_sim/managers {"runner_id":3,"system_id":"d","version":"16.11.0-rc1"}`,
	}
}

func TestFilters(t *testing.T) {
	t.Parallel()

	for _, tc := range []struct{ query, has string }{
		{"type=instance_type", `[{"id":1}]`},
		{"type=group_type", `[{"id":2}]`},
		{"type=project_type", `[{"id":3},{"id":4},{"id":5}]`},
		{"status=online", `[{"id":1,"status":"online","online":true}]`},
		{"status=offline", `[{"id":2,"status":"offline","online":false},{"id":4,"status":"stale","online":false}]`},
		{"status=never_contacted", `[{"id":3,"status":"never_contacted","online":null},{"id":5,"status":"stale","online":null}]`},
		{"status=stale", `[{"id":4,"status":"stale"},{"id":5,"status":"stale"}]`},
		{"status=active", `[{},{},{},{},{}]`},
		{"status=paused", `[]`},
		{"paused=false", `[{},{},{},{},{}]`},
		{"paused=", `[{},{},{},{},{}]`},
		{"paused=true", `[]`},
		{"tag_list=linux", `[{"id":1},{"id":2}]`},
		{"tag_list=linux,big", `[{"id":2}]`},
		{"tag_list[]=linux&tag_list[]=big", `[{"id":2}]`},
		{"tag_list=Linux", `[]`},
		{`tag_list="linux"`, `[{"id":1},{"id":2}]`},
		{`tag_list[]="linux&tag_list[]=big"`, `[]`},
		{`tag_list[]='big'&tag_list[]=linux`, `[{"id":2}]`},
		{"tag_list=", `[{},{},{},{},{}]`},
		{"version_prefix=15.0", `[{"id":1},{"id":1}]`},
		{"version_prefix=15.0.", `[{"id":1},{"id":1}]`},
		{"version_prefix=15", `[{"id":1},{"id":1},{"id":2}]`},
		{"version_prefix=15.0.3", `[{"id":1}]`},
		{"version_prefix=16", `[{"id":3}]`},
		{"version_prefix=1", `[]`},
		{"version_prefix=16.11.0", `[{"id":3}]`}, // of 16.11.0-rc1
		{"version_prefix=16.11.0-rc1", `[]`},
		{"version_prefix=.", `[]`},
		{"version_prefix=%2B", `[]`},
		{"scope=specific", `[{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{"scope=shared", `[{"id":1}]`},
		{"scope=project_type", `[{"id":3},{"id":4},{"id":5}]`},
		{"scope=stale", `[{"id":4},{"id":5}]`},
		{"scope=specific&status=stale&type=project_type", `[{"id":4},{"id":5}]`},
	} {
		t.Run("7.1/"+tc.query, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)
			s.must(fleet()...)
			testCase{do: tc.query, status: 200, has: tc.has}.check(t, s.do(`root GET /runners/all?`+tc.query))
		})
	}
}

// Every value of the deprecated scope, on each list that has it; the list of the caller's
// own runners accepts only statuses.
func TestScopeWords(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	statuses := []string{"active", "paused", "online", "offline", "never_contacted", "stale"}
	words := append([]string{"specific", "shared", "instance_type", "group_type", "project_type"}, statuses...)

	for _, word := range words {
		for _, path := range []string{"/runners/all", "/projects/1/runners", "/runners"} {
			want := testCase{do: "7.1/" + path + " " + word, status: http.StatusOK}
			if path == "/runners" && !slices.Contains(statuses, word) {
				want.status, want.body = http.StatusBadRequest, `{"message":"Scope contains invalid value"}`
			}

			want.check(t, s.do(`root GET `+path+`?scope=`+word))
		}
	}
}

func TestFilterRefusals(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{name: "7.1/scope", do: `max GET /runners?scope=some`, status: 400, body: `{"error":"scope does not have a valid value"}`},
		{name: "7.1/scope empty", do: `max GET /runners?scope=`, status: 400, body: `{"error":"scope does not have a valid value"}`},
		{name: "7.1/scope of own runners, a type", do: `max GET /runners?scope=project_type`, status: 400, body: `{"message":"Scope contains invalid value"}`},
		{name: "7.1/scope of own runners, specific", do: `max GET /runners?scope=specific`, status: 400, body: `{"message":"Scope contains invalid value"}`},
		{name: "7.1/scope of own runners, a status", do: `max GET /runners?scope=never_contacted`, status: 200, has: `[{},{},{}]`},
		{name: "7.1/type", do: `max GET /runners?type=`, status: 400, body: `{"error":"type does not have a valid value"}`},
		{name: "7.1/status", do: `max GET /runners?status=not_connected`, status: 400, body: `{"error":"status does not have a valid value"}`},
		{name: "7.1/version_prefix empty", do: `max GET /runners?version_prefix=`, status: 400, body: `{"error":"version_prefix is invalid"}`},
		{name: "7.1/type unknown", do: `max GET /runners?type=shared`, status: 400, body: `{"error":"type does not have a valid value"}`},
		{name: "7.1/status empty", do: `max GET /runners?status=`, status: 400, body: `{"error":"status does not have a valid value"}`},
		{name: "7.1/scope of own runners, shared", do: `max GET /runners?scope=shared`, status: 400, body: `{"message":"Scope contains invalid value"}`},
		{name: "7.1/scope of a project, shared", do: `max GET /projects/1/runners?scope=shared`, status: 200, has: `[{"id":1}]`},
		{name: "7.1/scope of a project, specific", do: `max GET /projects/1/runners?scope=specific`, status: 200, has: `[{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{name: "7.1/scope of a project, unknown", do: `max GET /projects/1/runners?scope=some`, status: 400, body: `{"error":"scope does not have a valid value"}`},
		{name: "7.1/type in a project", do: `max GET /projects/1/runners?type=group_type`, status: 200, has: `[{"id":2}]`},
		{name: "7.1/tags in a group", do: `ann GET /groups/1/runners?tag_list=big`, status: 200, has: `[{"id":2}]`},
		{name: "7.1/type in a group, unknown", do: `ann GET /groups/1/runners?type=shared`, status: 400, body: `{"error":"type does not have a valid value"}`},
		{name: "7.1/pause of own runners", before: []string{`max PUT /runners/4 paused=true`}, do: `max GET /runners?paused=true`, status: 200, has: `[{"id":4}]`},
		{name: "7.1/pause empty acts like false", before: []string{`max PUT /runners/4 paused=true`}, do: `max GET /runners?paused=`, status: 200, has: `[{"id":3},{"id":5}]`},
		{name: "7.1/pause false", before: []string{`max PUT /runners/4 paused=true`}, do: `max GET /runners?paused=false`, status: 200, has: `[{"id":3},{"id":5}]`},
		{name: "7.1/scope paused", before: []string{`max PUT /runners/4 paused=true`}, do: `root GET /runners/all?scope=paused`, status: 200, has: `[{"id":4}]`},
		{name: "7.1/scope active", before: []string{`max PUT /runners/4 paused=true`}, do: `max GET /runners?scope=active`, status: 200, has: `[{"id":3},{"id":5}]`},
		{name: "7.1/status paused", before: []string{`max PUT /runners/4 paused=true`}, do: `max GET /runners?status=paused`, status: 200, has: `[{"id":4}]`},
		{name: "7.1/status active", before: []string{`max PUT /runners/4 paused=true`}, do: `max GET /runners?status=active`, status: 200, has: `[{"id":3},{"id":5}]`},
		{name: "7.2/there is no sort", do: `max GET /runners?order_by=id&sort=desc`, status: 200, has: `[{"id":3},{"id":4},{"id":5}]`},
		{name: "7.1/version_prefix", do: `max GET /runners?version_prefix=v15`, status: 400, body: `{"error":"version_prefix is invalid"}`},
		{name: "7.1/paused", do: `max GET /runners?paused=maybe`, status: 400, body: `{"error":"paused is invalid"}`},
		{name: "7.3/per_page zero", do: `max GET /runners?per_page=0`, status: 400, body: `{"error":"per_page has a value not allowed"}`},
		{name: "7.3/page a word", do: `max GET /runners?page=x`, status: 400, body: `{"error":"page is invalid"}`},
		{name: "7.3/two complaints", do: `max GET /runners?type=x&per_page=0`, status: 400, body: `{"error":"type does not have a valid value, per_page has a value not allowed"}`},
	})
}

// The filter and the field follow different rules.
func TestStatusFieldAndFilterDisagree(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{
			name: "4/a paused runner can be online", before: []string{
				`root PUT /runners/1 paused=true`, `- PUT /_sim/runners/1 {"contacted_at":"2030-01-02T03:00:00Z"}`,
			}, do: `root GET /runners/all?status=online`, status: 200, has: `[{"id":1,"status":"paused","online":true}]`,
		},
		{
			name: "4/never contacted and paused", before: []string{`root PUT /runners/1 paused=true`},
			do: `root GET /runners/1`, status: 200, has: `{"status":"never_contacted","paused":true}`,
		},
		{
			name: "4/stale hides paused", before: []string{`root PUT /runners/1 paused=true`, `- POST /_sim/clock {"advance":"168h"}`},
			do: `root GET /runners/1`, status: 200, has: `{"status":"stale","paused":true}`,
		},
		{
			name: "4/not yet stale", before: []string{`- POST /_sim/clock {"advance":"167h59m"}`},
			do: `root GET /runners/1`, status: 200, has: `{"status":"never_contacted"}`,
		},
		{
			name: "4/three months before", version: "17.0", before: []string{`- POST /_sim/clock {"advance":"168h"}`},
			do: `root GET /runners/1`, status: 200, has: `{"status":"never_contacted"}`,
		},
		{
			name: "4/three months before, of the calendar", version: "17.0",
			before: []string{`- PUT /_sim/runners/1 {"created_at":"2029-10-02T03:04:06Z"}`}, // 92 days less a second
			do:     `root GET /runners/1`, status: 200, has: `{"status":"never_contacted"}`,
		},
		{
			name: "4/three months before, over", version: "17.0", before: []string{`- POST /_sim/clock {"advance":"2160h"}`},
			do: `root GET /runners/1`, status: 200, has: `{"status":"stale"}`,
		},
		{
			name: "4/online for two hours", before: []string{
				`- PUT /_sim/runners/1 {"contacted_at":"2030-01-02T03:04:05.678Z"}`, `- POST /_sim/clock {"advance":"1h59m59s"}`,
			}, do: `root GET /runners/1`, status: 200, has: `{"status":"online","online":true}`,
		},
		{
			name: "4/offline from two hours on", before: []string{
				`- PUT /_sim/runners/1 {"contacted_at":"2030-01-02T03:04:05.678Z"}`, `- POST /_sim/clock {"advance":"2h"}`,
			}, do: `root GET /runners/1`, status: 200, has: `{"status":"offline","online":false}`,
		},
	})
}
