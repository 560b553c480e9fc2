package gitlabsim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// Inputs that clients should not send.
var (
	hostileLines = []string{
		"GET /runners/-1", "GET /runners/0", "GET /runners/9223372036854775808", "GET /groups/0/runners",
		"GET /projects/%00/runners", "GET /projects/%2F", "GET /projects/..%2F..", "GET /projects/-5",
		"GET /runners/4/jobs", "GET /runners", "GET /runners/all", "PUT /runners/4", "DELETE /runners/99",
		"POST /user/runners", "POST /runners", "POST /runners/verify", "POST /projects/1/runners", "POST /groups",
		"POST /projects", "POST /users", "POST /users/1/personal_access_tokens", "POST /groups/1/members",
		"PUT /application/settings", "PUT /application/plan_limits", "POST /jobs/request", "DELETE /runners/managers",
		"POST /_sim/jobs", "POST /_sim/managers", "POST /_sim/faults", "POST /_sim/clock", "PUT /_sim/runners/3",
		"PUT /_sim/jobs/9223372036854775808", "POST /_sim/", "GET /_sim/",
	}

	hostileQueries = []string{
		"", "?page=-9223372036854775808&per_page=-1", "?per_page=9223372036854775807&page=9223372036854775807",
		"?tag_list[][]=a&tag_list[a]=b&[]=c&[=d", "?status[]=online&type[a]=b&scope[]=x", "?version_prefix[]=1",
		"?pagination=keyset&order_by=id&cursor=eyJpZCI6IngifQ==", "?runner_type=%ff%fe&token[]=x", "?a=%zz&b;c",
	}

	hostileBodies = []string{
		``, `{}`, `[]`, `null`, `"text"`, `1e999`, `{"id":`, strings.Repeat(`[`, 20000), strings.Repeat(`{"a":`, 20000),
		`{"runner_type":{},"group_id":[],"project_id":1e300,"tag_list":[[["a"]],null,{},1,true],"info":[1]}`,
		`{"token":{"a":1},"system_id":[],"runner_id":-1,"access_level":1e18,"user_id":9223372036854775807}`,
		`{"description":"\u0000","maintenance_note":"\ud800","maximum_timeout":9223372036854775807,"paused":"` + repeat(100) + `"}`,
		`{"name":"` + repeat(300) + `","path":"` + repeat(300) + `","parent_id":-1,"namespace_id":1000000,"visibility":7}`,
		`{"runner_token_expiration_interval":9223372036854775807,"ci_registered_project_runners":-1,"plan_name":"default"}`,
		`{"":"x","tag_list":null,"scopes":[{}],"expires_at":"0000-00-00","token_expires_at":[]}`,
		`{"advance":"9999999h","created_at":"0001-01-01T00:00:00Z","contacted_at":"9999-12-31T23:59:59Z"}`,
	}
)

// Every input has an answer, and none causes a panic.
func TestHostileInput(t *testing.T) {
	t.Parallel()

	s := fixture(t)

	for _, line := range hostileLines {
		method, path, _ := strings.Cut(line, " ")

		for _, query := range hostileQueries {
			s.attack(t, method, path+query, "", "application/json")
		}

		for _, body := range hostileBodies {
			s.attack(t, method, path, body, "application/json")
		}
	}
}

// unforeseen are the calls that GitLab answers with a 500.
var unforeseen = []string{
	"PUT /api/v4/runners/", "POST /api/v4/user/runners", "POST /api/v4/projects/", "POST /api/v4/runners", "POST /api/v4/jobs/request",
}

// attack sends an invalid input, and checks the form of the answer.
func (s *sim) attack(t *testing.T, method, path, body, contentType string) {
	t.Helper()

	if !strings.HasPrefix(path, "/_sim") && !strings.HasPrefix(path, "/api") {
		path = "/api/v4" + path
	}

	r, err := http.NewRequestWithContext(t.Context(), method, "http://gitlab.test"+path, strings.NewReader(body))
	if err != nil {
		return // no client can send it
	}

	r.Header.Set("Private-Token", "glpat-root")
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("If-Unmodified-Since", "\x7f")
	r.RemoteAddr = "127.0.0.1:1"

	w := httptest.NewRecorder()
	s.server.ServeHTTP(w, r)

	what := func() string { return method + " " + path + "\n" + body[:min(len(body), 80)] }
	text := w.Body.String()

	switch {
	case w.Code < 200 || w.Code > 507:
		t.Errorf("%s\nwas answered with %d %q", what(), w.Code, text)
	case len(text) > 4<<20:
		t.Errorf("%s\nwas answered with %d bytes", what(), len(text))
	case w.Code == http.StatusInternalServerError && !foreseen(method, path, text):
		t.Errorf("%s\nwas answered with %s", what(), text)
	case w.Header().Get("Content-Type") == "application/json" && method != http.MethodHead && !json.Valid(w.Body.Bytes()):
		t.Errorf("%s\nwas answered with no JSON: %q", what(), text)
	case w.Code == http.StatusNoContent && text != "":
		t.Errorf("%s\nwas answered with 204 and %q", what(), text)
	}
}

// foreseen says whether a 500 is one of those that GitLab answers.
func foreseen(method, path, text string) bool {
	if text != `{"message":"500 Internal Server Error"}` {
		return false
	}

	for _, call := range unforeseen {
		if strings.HasPrefix(method+" "+path, call) {
			return true
		}
	}

	return false
}

// smallFixture is one of each, made in little time for a fuzzer: user 2, group 1,
// the projects 1 and 2, and the runners 1 to 4, of which the last is in both.
func smallFixture(t *testing.T) *sim {
	t.Helper()

	s := newSim(t)
	s.user("max", "", "api")
	s.must(
		`root POST /groups {"name":"Acme","path":"acme"}`,
		`root POST /projects {"name":"web","namespace_id":1}`,
		`root POST /projects {"name":"api","namespace_id":1}`,
		`root POST /projects/1/members {"user_id":2,"access_level":40}`,
		`root POST /user/runners {"runner_type":"instance_type","tag_list":["linux"]}`,
		`root POST /user/runners {"runner_type":"group_type","group_id":1,"tag_list":["linux","big"]}`,
		`max POST /user/runners {"runner_type":"project_type","project_id":1,"maintenance_note":"call max"}`,
		`root POST /user/runners {"runner_type":"project_type","project_id":1}`,
		`root POST /projects/2/runners {"runner_id":4}`,
	)

	return s
}

// FuzzRequest: every request of an administrator has an answer, and so has the next one.
func FuzzRequest(f *testing.F) {
	for i, line := range hostileLines {
		method, path, _ := strings.Cut(line, " ")
		f.Add(method, path, hostileBodies[(len(hostileBodies)-1-i%7)], "application/json") // the shorter ones
		f.Add(method, path+hostileQueries[i%len(hostileQueries)], "a[b]=c&tag_list[]=x", "application/x-www-form-urlencoded")
	}

	f.Add("POST", "/_sim/faults", `{"path":"/*","status":500}`, "text/plain")
	f.Add("HEAD", "/runners/all?per_page=2", "", "")

	f.Fuzz(func(t *testing.T, method, path, body, contentType string) {
		s := smallFixture(t)
		s.attack(t, method, path, body, contentType)
		s.must(`- DELETE /_sim/faults`)

		// The request may have deleted root, or removed its administrator role.
		allowed := []int{http.StatusOK, http.StatusUnauthorized, http.StatusForbidden}
		if got := s.do(`root GET /runners/all`); !slices.Contains(allowed, got.status) {
			t.Errorf("%s %s\n%s\nleft an emulator that answers with %d %s", method, path, body, got.status, got.text)
		}

		if journal := s.must(`- GET /_sim/journal`).text; strings.Contains(journal, "glpat-") || strings.Contains(journal, "glrt-") {
			t.Errorf("%s %s\n%s\nleft a token in the journal: %s", method, path, body, journal)
		}
	})
}

// FuzzSettings: settings in any form are stored as GitLab would store them.
func FuzzSettings(f *testing.F) {
	for _, seed := range [][3]string{
		{"", `{"tag_list":["a,b"," c ","",null,1],"run_untagged":false}`, "application/json"},
		{"description=q&locked=yes", `{"description":null,"maximum_timeout":"600"}`, "application/json; charset=utf-8"},
		{"tag_list[]=a&tag_list[]=b", "maximum_timeout=12.7&access_level=ref_protected", "application/x-www-form-urlencoded"},
		{"tag_list[]=%ff&tag_list[]=%fe", "{}", "application/json"},
		{"paused=&active=1", "maintenance_note=%F0%9F%8F%83&description=%ff", "application/x-www-form-urlencoded"},
		{"", "--x\r\nContent-Disposition: form-data; name=\"tag_list[]\"\r\n\r\na\r\n--x--\r\n", "multipart/form-data; boundary=x"},
		{"run_untagged=0", `{"tag_list":{"a":1},"maximum_timeout":1e3,"locked":"on"}`, ""},
		{"", `{"maximum_timeout":-9223372036854775808,"description":"` + strings.Repeat(`\u0000`, 1025) + `"}`, "application/json"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}

	f.Fuzz(func(t *testing.T, query, body, contentType string) {
		s := smallFixture(t)
		s.attack(t, http.MethodPut, "/runners/3?"+query, body, contentType)
		s.checkStored(t)
	})
}

// checkStored checks that runner 3 has only values that a request may store.
func (s *sim) checkStored(t *testing.T) {
	t.Helper()

	var stored struct {
		Description    string   `json:"description"`
		Note           string   `json:"maintenance_note"`
		Tags           []string `json:"tag_list"`
		RunUntagged    *bool    `json:"run_untagged"`
		Paused         bool     `json:"paused"`
		Active         bool     `json:"active"`
		MaximumTimeout *int     `json:"maximum_timeout"`
		AccessLevel    string   `json:"access_level"`
	}

	if err := json.Unmarshal([]byte(s.must(`root GET /runners/3`).text), &stored); err != nil {
		t.Fatal(err)
	}

	switch timeout := stored.MaximumTimeout; {
	case len([]rune(stored.Description)) > 1024 || len([]rune(stored.Note)) > 1024,
		stored.Tags == nil || len(stored.Tags) > 50,
		stored.RunUntagged == nil || !*stored.RunUntagged && len(stored.Tags) == 0,
		stored.Paused == stored.Active,
		timeout != nil && (*timeout < 600 || *timeout > 1<<31-1),
		stored.AccessLevel != "not_protected" && stored.AccessLevel != "ref_protected":
		t.Errorf("stored: %+v", stored)
	}

	seen := map[string]bool{}

	for _, tag := range stored.Tags {
		if strings.TrimSpace(tag) == "" || tag != strings.Trim(tag, " \t\n\v\f\r") || len([]rune(tag)) > 255 || seen[tag] {
			t.Errorf("stored the tag %q", tag)
		}

		seen[tag] = true
	}
}
