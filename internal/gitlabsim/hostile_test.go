package gitlabsim_test

import (
	"net/http"
	"strings"
	"testing"
)

// Nothing a client sends may end in a panic or in anything but an answer.
func TestHostileInput(t *testing.T) {
	t.Parallel()

	s := scene(t)

	lines := []string{
		"GET /runners/-1", "GET /runners/0", "GET /runners/9223372036854775808", "GET /groups/0/runners",
		"GET /projects/%00/runners", "GET /projects/%2F", "GET /projects/..%2F..", "GET /projects/-5",
		"GET /runners/4/jobs", "GET /runners", "GET /runners/all", "PUT /runners/4", "DELETE /runners/99",
		"POST /user/runners", "POST /runners", "POST /runners/verify", "POST /projects/1/runners", "POST /groups",
		"POST /projects", "POST /users", "POST /users/1/personal_access_tokens", "POST /groups/1/members",
		"PUT /application/settings", "PUT /application/plan_limits", "POST /jobs/request", "DELETE /runners/managers",
		"POST /_sim/jobs", "POST /_sim/managers", "POST /_sim/faults", "POST /_sim/clock", "PUT /_sim/runners/3",
		"PUT /_sim/jobs/9223372036854775808", "POST /_sim/", "GET /_sim/",
	}

	queries := []string{
		"", "?page=-9223372036854775808&per_page=-1", "?per_page=9223372036854775807&page=9223372036854775807",
		"?tag_list[][]=a&tag_list[a]=b&[]=c&[=d", "?status[]=online&type[a]=b&scope[]=x", "?version_prefix[]=1",
		"?pagination=keyset&order_by=id&cursor=eyJpZCI6IngifQ==", "?runner_type=%ff%fe&token[]=x", "?a=%zz&b;c",
	}

	bodies := []string{
		``, `{}`, `[]`, `null`, `"text"`, `1e999`, `{"id":`, strings.Repeat(`[`, 20000), strings.Repeat(`{"a":`, 20000),
		`{"runner_type":{},"group_id":[],"project_id":1e300,"tag_list":[[["a"]],null,{},1,true],"info":[1]}`,
		`{"token":{"a":1},"system_id":[],"runner_id":-1,"access_level":1e18,"user_id":9223372036854775807}`,
		`{"description":"\u0000","maintenance_note":"\ud800","maximum_timeout":9223372036854775807,"paused":"` + repeat(100) + `"}`,
		`{"name":"` + repeat(300) + `","path":"` + repeat(300) + `","parent_id":-1,"namespace_id":1000000,"visibility":7}`,
		`{"runner_token_expiration_interval":9223372036854775807,"ci_registered_project_runners":-1,"plan_name":"default"}`,
		`{"":"x","tag_list":null,"scopes":[{}],"expires_at":"0000-00-00","token_expires_at":[]}`,
		`{"advance":"9999999h","created_at":"0001-01-01T00:00:00Z","contacted_at":"9999-12-31T23:59:59Z"}`,
	}

	for _, line := range lines {
		method, path, _ := strings.Cut(line, " ")

		for _, query := range queries {
			s.attack(t, method, path+query, "")
		}

		for _, body := range bodies {
			s.attack(t, method, path, body)
		}
	}
}

func (s *sim) attack(t *testing.T, method, path, body string) {
	t.Helper()

	got := s.send(method, path, body, http.Header{
		"Private-Token": {"glpat-root"}, "Content-Type": {"application/json"}, "If-Unmodified-Since": {"\x7f"},
	})

	if got.status < 200 || got.status > 500 || got.status != http.StatusNoContent && got.text == "" {
		t.Errorf("%s %s %.80s\nwas answered with %d %q", method, path, body, got.status, got.text)
	}
}

func FuzzRequest(f *testing.F) {
	f.Add("GET", "/api/v4/runners/1", "", "application/json")
	f.Add("POST", "/api/v4/user/runners?x[]=1", `{"runner_type":"instance_type"}`, "application/json")
	f.Add("DELETE", "/api/v4/projects/a%2Fb/runners/1", "a[b]=c", "application/x-www-form-urlencoded")
	f.Add("POST", "/_sim/faults", `{"path":"/*","status":500}`, "text/plain")

	f.Fuzz(func(t *testing.T, method, path, body, contentType string) {
		r, err := http.NewRequestWithContext(t.Context(), method, "http://gitlab.test"+path, strings.NewReader(body))
		if err != nil {
			return
		}

		if strings.Contains(body, "delay") {
			return // it would really wait
		}

		s := newSim(t)
		r.Header.Set("Private-Token", "glpat-root")
		r.Header.Set("Content-Type", contentType)
		r.RemoteAddr = "127.0.0.1:1"
		s.server.ServeHTTP(discard{http.Header{}}, r)
	})
}

// discard takes an answer.
type discard struct{ header http.Header }

func (d discard) Header() http.Header            { return d.header }
func (d discard) WriteHeader(int)                {}
func (d discard) Write(data []byte) (int, error) { return len(data), nil }
