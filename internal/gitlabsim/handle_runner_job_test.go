package gitlabsim_test

import (
	"strconv"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// history has five jobs of runner 4 and one of the instance runner.
func history() []string {
	return []string{
		`- POST /_sim/jobs {"runner_id":4,"status":"success","system_id":"a"}`,
		`- POST /_sim/jobs {"runner_id":4,"project_id":2,"status":"failed","system_id":"b"}`,
		`- POST /_sim/jobs {"runner_id":4,"project_id":2,"system_id":"a"}`,
		`- POST /_sim/jobs {"runner_id":4,"status":"pending"}`,
		`- POST /_sim/jobs {"runner_id":4,"status":"canceled"}`,
		`- POST /_sim/jobs {"runner_id":1,"project_id":3}`,
	}
}

func TestListRunnerJobs(t *testing.T) {
	t.Parallel()

	h := history()

	run(t, []testCase{
		{name: "6.7/ascending without order_by", before: h, do: `max GET /runners/4/jobs`, status: 200, has: `[{"id":1},{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{name: "6.7/sort counts with order_by alone", before: h, do: `max GET /runners/4/jobs?sort=desc`, status: 200, has: `[{"id":1},{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{name: "6.7/order_by descends", before: h, do: `max GET /runners/4/jobs?order_by=id`, status: 200, has: `[{"id":5},{"id":4},{"id":3},{"id":2},{"id":1}]`},
		{name: "6.7/order_by ascending", before: h, do: `max GET /runners/4/jobs?order_by=id&sort=asc&per_page=2`, status: 200, has: `[{"id":1},{"id":2}]`},
		{name: "6.7/status", before: h, do: `max GET /runners/4/jobs?status=running`, status: 200, has: `[{"id":3,"status":"running"}]`},
		{name: "6.7/status unlisted", do: `max GET /runners/4/jobs?status=idle`, status: 400, body: `{"error":"status does not have a valid value"}`},
		{name: "6.7/sort unlisted", do: `max GET /runners/4/jobs?sort=up`, status: 400, body: `{"error":"sort does not have a valid value"}`},
		{name: "6.7/per_page zero", do: `max GET /runners/4/jobs?per_page=0`, status: 400, body: `{"error":"per_page has a value not allowed"}`},
		{name: "6.7/id a word", do: `max GET /runners/x/jobs`, status: 400, body: `{"error":"id is invalid"}`},
		{
			name: "3.6/every member", before: h, do: `max GET /runners/4/jobs?status=success`, status: 200,
			keys: "id status stage name ref tag coverage allow_failure created_at started_at finished_at erased_at duration queued_duration " +
				"user commit pipeline web_url project",
		},
		{
			name: "3.6/a failed job says why", before: h, do: `max GET /runners/4/jobs?status=failed`, status: 200,
			keys: "id status stage name ref tag coverage allow_failure created_at started_at finished_at erased_at duration queued_duration " +
				"user commit pipeline failure_reason web_url project",
		},
		{name: "6.7/order_by unlisted", do: `max GET /runners/4/jobs?order_by=name`, status: 400, body: `{"error":"order_by does not have a valid value"}`},
		{name: "6.7/system_id", before: h, do: `max GET /runners/4/jobs?system_id=a`, status: 200, has: `[{"id":1},{"id":3}]`},
		{name: "6.7/system_id unknown", before: h, do: `max GET /runners/4/jobs?system_id=z`, status: 200, body: `[]`},
		{name: "5/instance runner", do: `max GET /runners/1/jobs`, status: 403, body: noAccess},
		{name: "5/instance runner by an auditor", before: h, do: `aud GET /runners/1/jobs`, status: 200, has: `[{"id":6}]`},
		{name: "5/group runner by a Maintainer", do: `gus GET /runners/2/jobs`, status: 200, body: `[]`},
		{name: "5/jobs of projects the caller reports on", before: append(history(), `root DELETE /projects/2/members/4`), do: `max GET /runners/4/jobs`, status: 200, has: `[{"id":1},{"id":4},{"id":5}]`},
		{name: "5/jobs of projects the caller is a Planner of", before: append(history(), `root PUT /projects/2/members/4 access_level=15`), do: `max GET /runners/4/jobs`, status: 200, has: `[{"id":1},{"id":4},{"id":5}]`, header: map[string]string{"X-Total": "3"}},
		{name: "5/jobs of projects the caller is a Reporter of", before: append(history(), `root PUT /projects/2/members/4 access_level=20`), do: `max GET /runners/4/jobs`, status: 200, has: `[{"id":1},{"id":2},{"id":3},{"id":4},{"id":5}]`},
		{name: "6.7/no such runner", do: `max GET /runners/99/jobs`, status: 404, body: noRunner},
		{
			name: "3.6/members", before: append(history(), `- POST /_sim/clock {"advance":"90s"}`), do: `max GET /runners/4/jobs?status=failed`, status: 200,
			has: `[{"id":2,"status":"failed","stage":"test","name":"build","ref":"main","tag":false,"coverage":null,"allow_failure":false,` +
				`"created_at":"2030-01-02T03:04:05.678Z","started_at":"2030-01-02T03:04:05.678Z","finished_at":"2030-01-02T03:04:05.678Z",` +
				`"erased_at":null,"duration":0,"queued_duration":0,"failure_reason":"script_failure","user":{"username":"root"},` +
				`"commit":{"title":"Commit of job 2"},"pipeline":{"id":2,"iid":2,"project_id":2,"ref":"main","status":"failed","source":"push","created_at":"2030-01-02T03:04:05.678Z",` +
				`"updated_at":"2030-01-02T03:04:05.678Z","web_url":"http://gitlab.test/acme/api/-/pipelines/2"},` +
				`"web_url":"http://gitlab.test/acme/api/-/jobs/2",` +
				`"project":{"id":2,"name":"api","path_with_namespace":"acme/api","ci_job_token_scope_enabled":false}}]`,
		},
		{name: "3.6/running since", before: append(history(), `- POST /_sim/clock {"advance":"90s"}`), do: `max GET /runners/4/jobs?status=running`, status: 200, has: `[{"duration":90,"finished_at":null}]`},
		{name: "3.1/a busy runner", before: h, do: `max GET /runners/4`, status: 200, has: `{"job_execution_status":"active"}`},
		{
			name: "3.5/a busy manager", before: append(history(), `- POST /_sim/managers {"runner_id":4,"system_id":"a"}`, `- POST /_sim/managers {"runner_id":4,"system_id":"b"}`),
			do: `max GET /runners/4/managers`, status: 200, has: `[{"system_id":"a","job_execution_status":"active"},{"system_id":"b","job_execution_status":"idle"}]`,
		},
		{name: "_sim/a finished job", before: append(history(), `- PUT /_sim/jobs/3 {"status":"success"}`), do: `max GET /runners/4`, status: 200, has: `{"job_execution_status":"idle"}`},
	})
}

func TestJobStatuses(t *testing.T) {
	t.Parallel()

	s := fixture(t)

	for _, status := range []string{
		"created", "waiting_for_resource", "preparing", "waiting_for_callback", "pending", "running", "success",
		"failed", "canceling", "canceled", "skipped", "manual", "scheduled",
	} {
		s.must(`- POST /_sim/jobs {"runner_id":4,"status":"` + status + `"}`)

		want := testCase{do: "6.7/" + status, status: 200, has: `[{"status":"` + status + `"}]`}
		want.check(t, s.do(`max GET /runners/4/jobs?status=`+status))
	}
}

func TestJobsWithSystemIDAreNotCounted(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	s.must(history()...)

	if got := s.do(`max GET /runners/4/jobs`); got.header.Get("X-Total") != "5" {
		t.Errorf("6.7: X-Total is %q, want 5", got.header.Get("X-Total"))
	}

	if got := s.do(`max GET /runners/4/jobs?system_id=a`); got.header["X-Total"] != nil || got.header["X-Total-Pages"] != nil {
		t.Errorf("6.7: with system_id there are totals: %v", got.header)
	}
}

func TestKeysetPagination(t *testing.T) {
	t.Parallel()

	for _, tc := range []struct {
		sort  string
		pages []string
	}{
		{"desc", []string{`[{"id":5},{"id":4}]`, `[{"id":3},{"id":2}]`, `[{"id":1}]`}},
		{"asc", []string{`[{"id":1},{"id":2}]`, `[{"id":3},{"id":4}]`, `[{"id":5}]`}},
	} {
		t.Run("6.7/"+tc.sort, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)
			s.must(history()...)

			path := "/runners/4/jobs?pagination=keyset&order_by=id&per_page=2&sort=" + tc.sort

			for i, has := range tc.pages {
				got := s.do(`max GET ` + path)
				testCase{do: path, status: 200, has: has}.check(t, got)

				if got.header["X-Total"] != nil {
					t.Error("keyset pages are counted")
				}

				next := nextLink(got.header.Get("Link"))
				if (next == "") != (i == len(tc.pages)-1) {
					t.Fatalf("page %s has the Link %q", strconv.Itoa(i+1), got.header.Get("Link"))
				}

				path = next
			}
		})
	}

	run(t, []testCase{{
		name: "6.7/a cursor from nowhere", do: `max GET /runners/4/jobs?pagination=keyset&order_by=id&cursor=x`, status: 400,
		body: `{"error":"cursor is invalid"}`,
	}})
}

// nextLink is the path of a Link header that has nothing but the next page.
func nextLink(link string) string {
	const before, after = "<http://gitlab.test", `>; rel="next"`
	if len(link) < len(before)+len(after) {
		return ""
	}

	return link[len(before) : len(link)-len(after)]
}

func TestListRunnerManagers(t *testing.T) {
	t.Parallel()

	managers := []string{
		`- POST /_sim/managers {"runner_id":3,"system_id":"s_1","version":"17.0.0","revision":"r","platform":"linux",` +
			`"architecture":"amd64","ip_address":"192.0.2.1","contacted_at":"2030-01-02T03:00:00Z"}`,
		`- POST /_sim/managers {"runner_id":3,"system_id":"s_2"}`,
	}

	run(t, []testCase{
		{
			name: "3.5/members", before: managers, do: `max GET /runners/3/managers`, status: 200,
			body: `[{"id":1,"system_id":"s_1","version":"17.0.0","revision":"r","platform":"linux","architecture":"amd64",` +
				`"created_at":"2030-01-02T03:00:00.000Z","contacted_at":"2030-01-02T03:00:00.000Z","ip_address":"192.0.2.1",` +
				`"status":"online","job_execution_status":"idle"},` +
				`{"id":2,"system_id":"s_2","version":null,"revision":null,"platform":null,"architecture":null,` +
				`"created_at":"2030-01-02T03:04:05.678Z","contacted_at":null,"ip_address":null,"status":"never_contacted",` +
				`"job_execution_status":"idle"}]`,
		},
		{name: "3.5/no execution status before", version: "18.1", before: managers[1:], do: `max GET /runners/3/managers`, status: 200, body: `[{"id":1,"system_id":"s_2","version":null,"revision":null,"platform":null,"architecture":null,"created_at":"2030-01-02T03:04:05.678Z","contacted_at":null,"ip_address":null,"status":"never_contacted"}]`},
		{name: "3.5/never paused", before: append([]string{`max PUT /runners/3 paused=true`}, managers...), do: `max GET /runners/3/managers`, status: 200, has: `[{"status":"online"},{"status":"never_contacted"}]`},
		{name: "6.8/no pages", before: managers, do: `max GET /runners/3/managers?per_page=1`, status: 200, has: `[{"id":1},{"id":2}]`, header: map[string]string{"X-Total": "", "Link": "", "X-Page": ""}},
		{name: "6.8/no such runner", do: `max GET /runners/99/managers`, status: 404, body: noRunner},
		{name: "3.5/offline", before: append(managers[:1:1], `- POST /_sim/clock {"advance":"3h"}`), do: `max GET /runners/3/managers`, status: 200, has: `[{"status":"offline"}]`},
		{name: "3.5/stale", before: append(managers[:1:1], `- POST /_sim/clock {"advance":"168h"}`), do: `max GET /runners/3/managers`, status: 200, has: `[{"status":"stale"}]`},
		{name: "3.5/a system id of 64", before: []string{`- POST /runners/verify token=$glrt3$&system_id=` + repeat(64)}, do: `max GET /runners/3/managers`, status: 200, has: `[{"system_id":"` + repeat(64) + `"}]`},
		{name: "3.5/a system id too long", do: `- POST /runners/verify token=$glrt3$&system_id=` + repeat(65), status: 500, body: `{"message":"500 Internal Server Error"}`},
		{name: "3.5/a version too long", do: `- POST /jobs/request token=$glrt3$&info[version]=` + repeat(2049), status: 500, body: `{"message":"500 Internal Server Error"}`},
		{name: "6.8/none", do: `max GET /runners/4/managers`, status: 200, body: `[]`},
		{name: "6.8/no access", do: `dev GET /runners/3/managers`, status: 403, body: noAccess},
		{name: "6.8/any user for an instance runner", do: `out GET /runners/1/managers`, status: 200, body: `[]`},
	})
}

// The user and the commit of a job, and what POST /_sim/jobs sets.
func TestJobMembers(t *testing.T) {
	t.Parallel()

	const avatar = "https://www.gravatar.com/avatar/258d8dc916db8cea2cafb6c3cd0cb0246efe061421dbd83ec3a350428cabda4f?s=80&d=identicon"

	profile := []string{
		`root PUT /users/1 {"public_email":"root@example.com","bio":"b","location":"Here","skype":"s","linkedin":"l","twitter":"t",` +
			`"discord":"d","website_url":"https://example.com","github":"g","job_title":"Admin","pronouns":"they","organization":"Acme"}`,
		`- POST /_sim/jobs {"runner_id":3,"tag":true,"coverage":87.5,"ref":"v1"}`,
	}
	none := []string{`- POST /_sim/jobs {"runner_id":3}`}

	for _, tc := range []struct {
		name, version string
		before        []string
		member, has   string
	}{
		{
			"3.6/user", "", profile, "user", `{"id":1,"username":"root","public_email":"root@example.com","name":"Administrator","state":"active",` +
				`"locked":false,"avatar_url":"` + avatar + `","web_url":"http://localhost/root","created_at":"2030-01-02T03:04:05.678Z","bio":"b",` +
				`"location":"Here","linkedin":"l","twitter":"t","discord":"d","website_url":"https://example.com","github":"g","job_title":"Admin",` +
				`"pronouns":"they","organization":"Acme","bot":false,"work_information":"Admin at Acme","followers":0,"following":0,` +
				`"is_followed":false,"local_time":null}`,
		},
		{"3.6/user before 18.0", "17.11", profile, "user", `{"skype":"s"}`},
		{"3.6/user without a profile", "", none, "user", `{"bio":"","location":"","public_email":"","pronouns":null,"work_information":null}`},
		{
			"3.6/commit", "", none, "commit", `{"id":"6b86b273ff34fce19d6b804eff5a3f5747ada4ea","short_id":"6b86b273",` +
				`"created_at":"2030-01-02T03:04:05.678Z","parent_ids":["5feceb66ffc86f38d952786c6d696c79c2dbc239"],"title":"Commit of job 1",` +
				`"message":"Commit of job 1","author_name":"Administrator","author_email":"admin@example.com","authored_date":"2030-01-02T03:04:05.678Z",` +
				`"committer_name":"Administrator","committer_email":"admin@example.com","committed_date":"2030-01-02T03:04:05.678Z",` +
				`"trailers":{},"extended_trailers":{},"web_url":"http://localhost/acme/web/-/commit/6b86b273ff34fce19d6b804eff5a3f5747ada4ea"}`,
		},
		{"3.6/tag", "", profile, "tag", `true`},
		{"3.6/coverage", "", profile, "coverage", `87.5`},
		{"3.6/no tag", "", none, "tag", `false`},
		{"3.6/no coverage", "", none, "coverage", `null`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()

			version := gitlabsim.Newest
			if tc.version != "" {
				version = gitlabsim.MustVersion(tc.version)
			}

			s := fixture(t, gitlabsim.WithVersion(version))
			job := objects(t, s.must(tc.before...))[0]

			if got := job[tc.member]; !contains(got, parse(t, tc.has)) {
				t.Errorf("%s is %s\nwhich should have %s", tc.member, render(t, got), tc.has)
			}
		})
	}
}

// The members of a user and a commit, no more and no less.
func TestJobMemberNames(t *testing.T) {
	t.Parallel()

	const (
		user = "id username public_email name state locked avatar_url web_url created_at bio location linkedin twitter discord " +
			"website_url github job_title pronouns organization bot work_information followers following is_followed local_time"
		commit = "id short_id created_at parent_ids title message author_name author_email authored_date committer_name " +
			"committer_email committed_date trailers extended_trailers web_url"
	)

	s := fixture(t)
	s.must(`- POST /_sim/jobs {"runner_id":3}`)

	job := objects(t, s.must(`root GET /runners/3/jobs`))[0]

	for member, keys := range map[string]string{"user": user, "commit": commit} {
		testCase{do: "3.6/" + member, status: 200, keys: keys}.check(t, answer{status: 200, text: render(t, job[member])})
	}
}
