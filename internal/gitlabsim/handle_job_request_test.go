package gitlabsim_test

import (
	"net/http"
	"testing"
)

func TestJobRequest(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{name: "6.20/token missing", do: `- POST /jobs/request {}`, status: 400, body: `{"error":"token is missing"}`},
		{name: "6.20/bad token", do: `- POST /jobs/request token=x`, status: 403, body: forbidden},
		{name: "6.20/no job", do: `- POST /jobs/request token=$glrt3$`, status: 204},
		{name: "6.20/an opaque header", do: `- POST /jobs/request token=$glrt3$`, status: 204, header: map[string]string{"X-Gitlab-Last-Update": "0-3"}},
		{name: "6.20/an opaque header while paused", before: []string{`max PUT /runners/3 paused=true`}, do: `- POST /jobs/request token=$glrt3$`, status: 204, header: map[string]string{"X-Gitlab-Last-Update": "0-3"}},
		{
			name: "6.20/everything that GitLab Runner sends", do: `- POST /jobs/request {"token":"$glrt3$","system_id":"s","last_update":"x","info":{"version":"19.1.0",` +
				`"executor":"docker","features":{"trace_reset":true},"config":{"gpus":"all"},"labels":{"a":"b"}},"session":{"url":"wss://a","certificate":"c","authorization":"z"}}`,
			status: 204,
		},
		{name: "6.20/a job is given once", before: []string{`- POST /_sim/jobs {"runner_id":3,"status":"pending"}`, `- POST /jobs/request token=$glrt3$`}, do: `- POST /jobs/request token=$glrt3$`, status: 204},
		{name: "6.20/the timeout of the runner", before: []string{`- POST /_sim/jobs {"runner_id":3,"status":"pending"}`, `max PUT /runners/3 maximum_timeout=600`}, do: `- POST /jobs/request token=$glrt3$`, status: 201, has: `{"runner_info":{"timeout":600}}`},
		{name: "6.20/a contact", before: []string{`- POST /jobs/request token=$glrt3$&system_id=s&info[version]=19.1.0`}, do: `max GET /runners/3`, status: 200, has: `{"status":"online","version":"19.1.0"}`},
		{
			name: "6.20/a job", before: []string{`- POST /_sim/jobs {"runner_id":3,"status":"pending","name":"lint"}`},
			do: `- POST /jobs/request {"token":"$glrt3$","system_id":"s"}`, status: 201,
			has: `{"id":1,"job_info":{"name":"lint","stage":"test","project_id":1,"project_name":"web"},"runner_info":{"timeout":3600}}`,
		},
		{
			name: "6.20/the job runs", before: []string{`- POST /_sim/jobs {"runner_id":3,"status":"pending"}`, `- POST /jobs/request token=$glrt3$&system_id=s`},
			do: `max GET /runners/3/jobs?system_id=s`, status: 200, has: `[{"id":1,"status":"running"}]`,
		},
		{
			name: "6.20/paused", before: []string{`- POST /_sim/jobs {"runner_id":3,"status":"pending"}`, `max PUT /runners/3 paused=true`},
			do: `- POST /jobs/request token=$glrt3$`, status: 204,
		},
	})
}

func TestLastUpdate(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	last := s.must(`- POST /jobs/request token=$glrt3$`).header.Get("X-GitLab-Last-Update")

	if last == "" {
		t.Fatal("6.20: no X-GitLab-Last-Update")
	}

	testCase{do: "unchanged", status: 204}.check(t, s.do(`- POST /jobs/request token=$glrt3$&last_update=`+last))
	s.must(`- POST /_sim/jobs {"runner_id":3,"status":"pending"}`)
	testCase{do: "a job queued since", status: 201}.check(t, s.do(`- POST /jobs/request token=$glrt3$&last_update=`+last))
}

// GitLab Runner requests the Job Router, and the answer is that there is none.
func TestRouterDiscovery(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	ask := func(token string) answer {
		return s.send(http.MethodGet, "/runners/router/discovery", "", http.Header{"Runner-Token": {token}})
	}

	testCase{
		do: "14/a valid token", status: 501,
		body: `{"message":"Job Router is not available. Please contact your administrator."}`,
	}.check(t, ask(s.tokens["glrt3"]))
	testCase{do: "14/an invalid token", status: 403, body: forbidden}.check(t, ask("glrt-dead"))
	testCase{do: "14/no contact", status: 200, has: `{"contacted_at":null}`}.check(t, s.do(`max GET /runners/3`))
}
