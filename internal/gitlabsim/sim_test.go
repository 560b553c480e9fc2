package gitlabsim_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func TestSimCalls(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{name: "clock", do: `- POST /_sim/clock {"advance":"72h"}`, status: 200, body: `{"now":"2030-01-05T03:04:05.678Z"}`},
		{name: "clock/backwards", do: `- POST /_sim/clock {"advance":"-1h"}`, status: 400, body: `{"error":"advance has to be a duration such as 72h, not \"-1h\""}`},
		{name: "clock/too far", before: []string{`- POST /_sim/clock {"advance":"2000000h"}`}, do: `- POST /_sim/clock {"advance":"2000000h"}`, status: 400, body: `{"error":"the clock does not go that far"}`},
		{name: "clock/in the day after", before: []string{`- POST /_sim/clock {"advance":"24h"}`, `root POST /user/runners runner_type=instance_type`}, do: `root GET /runners/6`, status: 200, has: `{"created_at":"2030-01-03T03:04:05.678Z"}`},

		{
			name: "managers", do: `- POST /_sim/managers {"runner_id":3,"system_id":"s","version":"17.0.0","contacted_at":"2030-01-02T03:00:00+01:00"}`, status: 201,
			has: `{"id":1,"system_id":"s","version":"17.0.0","contacted_at":"2030-01-02T02:00:00.000Z","created_at":"2030-01-02T02:00:00.000Z","status":"online"}`,
		},
		{name: "managers/changed by the same system id", before: []string{`- POST /_sim/managers {"runner_id":3,"system_id":"s","version":"1"}`}, do: `- POST /_sim/managers {"runner_id":3,"system_id":"s","platform":"linux"}`, status: 201, has: `{"id":1,"version":"1","platform":"linux"}`},
		{name: "managers/without a contact", before: []string{`- POST /_sim/managers {"runner_id":3,"system_id":"s"}`}, do: `max GET /runners/3`, status: 200, has: `{"status":"never_contacted"}`},
		{name: "managers/age", do: `- POST /_sim/managers {"runner_id":3,"system_id":"s","created_at":"2029-12-01T00:00:00Z"}`, status: 201, has: `{"status":"stale"}`},
		{name: "managers/no runner", do: `- POST /_sim/managers {"runner_id":99,"system_id":"s"}`, status: 400, body: `{"error":"there is no runner 99"}`},
		{name: "managers/no system id", do: `- POST /_sim/managers {"runner_id":3}`, status: 400, body: `{"error":"system_id has to have 1 to 64 characters"}`},
		{name: "managers/unknown member", do: `- POST /_sim/managers {"runner":3}`, status: 400, body: `{"error":"there is no member \"runner\""}`},
		{name: "managers/no JSON", do: `- POST /_sim/managers runner_id=3`, status: 400, body: `{"error":"the body has to be a JSON object: invalid character 'r' looking for beginning of value"}`},
		{name: "managers/no body", do: `- POST /_sim/managers`, status: 400, body: `{"error":"the body has to be a JSON object, and is empty"}`},
		{name: "managers/an array", do: `- POST /_sim/managers [1]`, status: 400, body: `{"error":"the body has to be a JSON object, not array"}`},
		{name: "managers/runner_id a text", do: `- POST /_sim/managers {"runner_id":"3"}`, status: 400, body: `{"error":"runner_id has to be an integer of 64 bits, not string"}`},
		{name: "managers/version a number", do: `- POST /_sim/managers {"version":17.5}`, status: 400, body: `{"error":"version has to be a string, not number"}`},
		{name: "managers/two objects", do: `- POST /_sim/managers {"runner_id":3,"system_id":"s"}{}`, status: 400, body: `{"error":"the body has to be one JSON object"}`},

		{name: "jobs", do: `- POST /_sim/jobs {"runner_id":3,"name":"lint","stage":"check","ref":"dev","system_id":"s","created_at":"2030-01-01T00:00:00Z","started_at":"2030-01-01T00:01:00Z"}`, status: 201, has: `{"id":1,"status":"running","name":"lint","stage":"check","ref":"dev","created_at":"2030-01-01T00:00:00.000Z","queued_duration":60,"project":{"id":1}}`},
		{name: "jobs/needs a project", do: `- POST /_sim/jobs {"runner_id":1}`, status: 400, body: `{"error":"project_id is needed: runner 1 has no project of its own"}`},
		{name: "jobs/no project", do: `- POST /_sim/jobs {"runner_id":1,"project_id":99}`, status: 400, body: `{"error":"there is no project 99"}`},
		{name: "jobs/no status", do: `- POST /_sim/jobs {"runner_id":3,"status":"busy"}`, status: 400},
		{name: "jobs/status", before: []string{`- POST /_sim/jobs {"runner_id":3,"status":"pending"}`}, do: `- PUT /_sim/jobs/1 {"status":"running"}`, status: 200, has: `{"id":1,"status":"running","started_at":"2030-01-02T03:04:05.678Z"}`},
		{name: "jobs/status of nothing", do: `- PUT /_sim/jobs/9 {"status":"running"}`, status: 400, body: `{"error":"there is no job 9"}`},

		{name: "runners", do: `- PUT /_sim/runners/3 {"created_at":"2029-01-01T00:00:00Z","contacted_at":"2029-12-31T00:00:00Z"}`, status: 200, has: `{"id":3,"status":"offline","created_at":"2029-01-01T00:00:00.000Z"}`},
		{name: "runners/none", do: `- PUT /_sim/runners/99 {}`, status: 400, body: `{"error":"there is no runner 99"}`},
		{name: "runners/no time", do: `- PUT /_sim/runners/3 {"contacted_at":"yesterday"}`, status: 400, body: `{"error":"yesterday is not a time such as 2030-01-02T03:04:05Z"}`},
		{name: "runners/tags no list", do: `- PUT /_sim/runners/3 {"tag_list":"a"}`, status: 400, body: `{"error":"tag_list has to be an array of strings, not string"}`},

		{name: "reset", do: `- POST /_sim/reset`, status: 204},
		{name: "reset/the runners", before: []string{`- POST /_sim/reset`}, do: `root GET /runners/all`, status: 200, body: `[]`},
		{name: "reset/the clock and the ids", before: []string{`- POST /_sim/clock {"advance":"1h"}`, `- POST /_sim/reset`, `root POST /user/runners runner_type=instance_type`}, do: `root GET /runners/1`, status: 200, has: `{"created_at":"2030-01-02T03:04:05.678Z"}`},
		{name: "reset/the users", before: []string{`- POST /_sim/reset`}, do: `ann GET /user`, status: 401},

		{name: "unknown", do: `- GET /_sim/state`, status: 404, body: `{"error":"there is no GET /_sim/state"}`},
		{name: "unknown method", do: `- PUT /_sim/clock {}`, status: 404, body: `{"error":"there is no PUT /_sim/clock"}`},
		{name: "unknown id", do: `- PUT /_sim/jobs/x {}`, status: 404, body: `{"error":"there is no PUT /_sim/jobs/x"}`},

		{name: "faults", do: `- POST /_sim/faults {"method":"GET","path":"/api/v4/runners/*","status":503,"retry_after":2}`, status: 201, has: `{"times":1,"status":503,"retry_after":"2"}`},
		{name: "faults/path", do: `- POST /_sim/faults {"path":"runners","status":503}`, status: 400},
		{name: "faults/times", do: `- POST /_sim/faults {"path":"/*","status":503,"times":-1}`, status: 400},
		{name: "faults/drop", do: `- POST /_sim/faults {"path":"/*","drop":"during"}`, status: 400, body: `{"error":"drop has to be \"before\" or \"after\", not \"during\""}`},
		{name: "faults/status", do: `- POST /_sim/faults {"path":"/*","status":99}`, status: 400, body: `{"error":"status has to be from 200 to 599, not 99"}`},
		{name: "faults/times beyond every number", do: `- POST /_sim/faults {"status":500,"times":99999999999999999999}`, status: 400, body: `{"error":"times has to be an integer of 64 bits, not number 99999999999999999999"}`},
		{name: "faults/after a word", do: `- POST /_sim/faults {"status":500,"after":"yes"}`, status: 400, body: `{"error":"after has to be true or false, not string"}`},
		{name: "faults/nothing", do: `- POST /_sim/faults {"path":"/*"}`, status: 400, body: `{"error":"a fault needs status, drop or delay"}`},
		{name: "faults/status of a dropped connection", do: `- POST /_sim/faults {"path":"/*","drop":"after","status":502}`, status: 400},
		{name: "faults/after and drop", do: `- POST /_sim/faults {"path":"/*","drop":"after","after":true}`, status: 400},
		{name: "faults/body alone", do: `- POST /_sim/faults {"path":"/*","delay":"1ms","body":"x"}`, status: 400},
		{name: "faults/delay", do: `- POST /_sim/faults {"path":"/*","delay":"soon"}`, status: 400},
	})
}

func TestSimIsForLoopback(t *testing.T) {
	t.Parallel()

	s := newSim(t)

	for remote, want := range map[string]int{
		"127.0.0.1:1": 200, "[::1]:1": 200, "[::ffff:127.0.0.1]:1": 200, "192.0.2.1:1": 403, "": 403,
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/_sim/journal", nil)
		r.RemoteAddr = remote
		w := httptest.NewRecorder()
		s.server.ServeHTTP(w, r)

		if w.Code != want {
			t.Errorf("%q was answered with %d, want %d", remote, w.Code, want)
		}
	}
}

func TestJournal(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	s.must(`- DELETE /_sim/journal`)
	s.do(`max GET /runners/3`)
	s.do(`- GET /runners?private_token=glpat-root&access_token=glpat-root&page=2&token=$glrt3$&job_token=x`)
	s.do(`- GET /runners?%74oken=$glrt3$`)
	s.do(`- POST /runners/verify {"token":"$glrt3$"}`)
	s.do(`out GET /projects/acme%2Fweb`)
	s.do(`root DELETE /nothing/at/all`)
	s.do(`- GET /$max$/%67lrt-x/tail`)
	s.do(`- GET /runners?search=$root$&registration_token=x&info[token]=y&$max$&tag_list=GR1348941x`)
	s.do(`- $max$ /runners`)

	got := s.must(`- GET /_sim/journal`)
	testCase{do: "journal", status: 200, body: `[
		{"method":"GET","path":"/api/v4/runners/3","query":"","status":200,"user":"max"},
		{"method":"GET","path":"/api/v4/runners","query":"private_token=[MASKED]&access_token=[MASKED]&page=2&token=[MASKED]&job_token=[MASKED]","status":200,"user":"root"},
		{"method":"GET","path":"/api/v4/runners","query":"%74oken=[MASKED]","status":401,"user":""},
		{"method":"POST","path":"/api/v4/runners/verify","query":"","status":200,"user":""},
		{"method":"GET","path":"/api/v4/projects/acme%2Fweb","query":"","status":404,"user":"out"},
		{"method":"DELETE","path":"/api/v4/nothing/at/all","query":"","status":404,"user":"root"},
		{"method":"GET","path":"/api/v4/[MASKED]/[MASKED]/tail","query":"","status":404,"user":""},
		{"method":"GET","path":"/api/v4/runners","query":"search=[MASKED]&registration_token=[MASKED]&info[token]=[MASKED]&[MASKED]&tag_list=[MASKED]","status":401,"user":""},
		{"method":"[MASKED]","path":"/api/v4/runners","query":"","status":404,"user":""}
	]`}.check(t, got)

	for name, token := range s.tokens {
		if token != "" && strings.Contains(got.text, token) {
			t.Errorf("the journal holds the token of %s", name)
		}
	}

	s.must(`- DELETE /_sim/journal`)
	testCase{do: "cleared", status: 200, body: `[]`}.check(t, s.must(`- GET /_sim/journal`))
}

func TestFaultsWithAnAnswer(t *testing.T) {
	t.Parallel()

	t.Run("status without acting", func(t *testing.T) {
		t.Parallel()

		s := fixture(t)
		s.must(`- POST /_sim/faults {"method":"put","path":"/api/v4/runners/*","status":503,"times":2,"retry_after":"7"}`)

		for range 2 {
			got := s.do(`max PUT /runners/3 locked=true`)
			testCase{do: "fault", status: 503, body: `{"message":"503 Service Unavailable"}`}.check(t, got)

			if got.header.Get("Retry-After") != "7" {
				t.Errorf("Retry-After is %q", got.header.Get("Retry-After"))
			}
		}

		testCase{do: "not acted", status: 200, has: `{"locked":false}`}.check(t, s.do(`max GET /runners/3`))
		testCase{do: "over", status: 200, has: `{"locked":true}`}.check(t, s.do(`max PUT /runners/3 locked=true`))
		testCase{do: "journal", status: 200, has: `{"status":503,"user":"max"}`}.check(t, entry(t, s, -4))
	})

	t.Run("acted, then a bad gateway", func(t *testing.T) {
		t.Parallel()

		s := fixture(t)
		s.must(`- POST /_sim/faults {"path":"/api/v4/user/runners","status":502,"after":true,"body":"<html>502</html>"}`)

		got := s.do(`root POST /user/runners runner_type=instance_type`)
		if got.status != http.StatusBadGateway || got.text != "<html>502</html>" ||
			!strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
			t.Errorf("answered with %d %q as %q", got.status, got.text, got.header.Get("Content-Type"))
		}

		testCase{do: "acted", status: 200}.check(t, s.do(`root GET /runners/6`))
	})

	t.Run("the first that matches wins", func(t *testing.T) {
		t.Parallel()

		s := newSim(t)
		s.must(
			`- POST /_sim/faults {"path":"/api/v4/user","status":500,"body":"{\"message\":\"first\"}"}`,
			`- POST /_sim/faults {"path":"/api/v4/*","status":429,"body":"Retry later\n"}`,
			`- POST /_sim/faults {"status":503,"times":1}`,
		)
		testCase{do: "first", status: 500, body: `{"message":"first"}`}.check(t, s.do(`root GET /user`))

		got := s.do(`root GET /user`)
		if got.status != http.StatusTooManyRequests || !strings.HasPrefix(got.header.Get("Content-Type"), "text/plain") {
			t.Errorf("answered with %d %q", got.status, got.header.Get("Content-Type"))
		}

		testCase{do: "any path", status: 503}.check(t, s.do(`root GET /version`))
		testCase{do: "none left", status: 200}.check(t, s.do(`root GET /user`))
	})

	t.Run("no content", func(t *testing.T) {
		t.Parallel()

		s := newSim(t)
		s.must(`- POST /_sim/faults {"status":204}`)
		testCase{do: "fault", status: 204}.check(t, s.do(`root GET /user`))
	})

	t.Run("cleared", func(t *testing.T) {
		t.Parallel()

		s := newSim(t)
		s.must(`- POST /_sim/faults {"status":500}`, `- DELETE /_sim/faults`)
		testCase{do: "cleared", status: 200}.check(t, s.do(`root GET /user`))
	})

	t.Run("a delay acts as usual", func(t *testing.T) {
		t.Parallel()

		s := newSim(t)
		s.must(`- POST /_sim/faults {"path":"/api/v4/user","delay":"1ms"}`)
		testCase{do: "delayed", status: 200, has: `{"username":"root"}`}.check(t, s.do(`root GET /user`))
	})
}

// entry is one line of the journal as an answer; negative counts from the end.
func entry(t *testing.T, s *sim, at int) answer {
	t.Helper()

	list, isList := s.must(`- GET /_sim/journal`).decode(t).([]any)
	if !isList || len(list) < -at {
		t.Fatalf("the journal is too short: %v", list)
	}

	return answer{status: http.StatusOK, text: render(t, list[len(list)+at])}
}

func TestDemoSeed(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			s := newSim(t, gitlabsim.WithSeed(gitlabsim.SeedDemo), gitlabsim.WithVersion(gitlabsim.MustVersion(version)))

			for _, status := range []string{"online", "offline", "never_contacted", "paused"} {
				if got := s.must(`root GET /runners/all?status=` + status); got.text == "[]" {
					t.Errorf("no runner is %s", status)
				}
			}

			for _, kind := range []string{"instance_type", "group_type", "project_type"} {
				if got := s.must(`root GET /runners/all?type=` + kind); got.text == "[]" {
					t.Errorf("there is no %s", kind)
				}
			}

			s.must(`- POST /_sim/reset`)

			if got := s.must(`root GET /runners/5/jobs`); got.text == "[]" {
				t.Error("a reset forgets the seed")
			}
		})
	}
}

// Tokens without a prefix are found by their parameter or header.
func TestJournalKnowsPlainTokens(t *testing.T) {
	t.Parallel()

	s := newSim(t, gitlabsim.WithVersion("17.5"), gitlabsim.WithRootToken("mine"))
	s.tokens["root"] = "mine"
	s.must(
		`root PUT /application/settings allow_runner_registration_token=true`, `root POST /runners/reset_registration_token`,
		`- POST /runners token=$last$`, `- DELETE /_sim/journal`,
	)
	s.do(`- GET /runners/$glrt1$?search=mine`)

	testCase{do: "journal", status: 200, has: `{"path":"/api/v4/runners/[MASKED]","query":"search=[MASKED]"}`}.check(t, entry(t, s, -1))
}
