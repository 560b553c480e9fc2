package gitlabsim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// start is when every test begins.
var start = time.Date(2030, 1, 2, 3, 4, 5, 678_900_000, time.UTC)

// sim is an emulator and the tokens of its clients.
type sim struct {
	t      *testing.T
	server *gitlabsim.Server
	clock  *clock.Fake
	tokens map[string]string // users by name, runners by "glrt<id>", and "last"
}

func newSim(t *testing.T, options ...gitlabsim.Option) *sim {
	t.Helper()

	fake := clock.NewFake(start)
	server := gitlabsim.New(append([]gitlabsim.Option{gitlabsim.WithClock(fake)}, options...)...)

	return &sim{t: t, server: server, clock: fake, tokens: map[string]string{
		"root": "glpat-root", "-": "",
	}}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	text   string
}

func (a answer) decode(t *testing.T) any {
	t.Helper()

	var value any

	if err := json.Unmarshal([]byte(a.text), &value); err != nil {
		t.Fatalf("the body is no JSON: %v\n%s", err, a.text)
	}

	return value
}

// do sends a line such as `root PUT /runners/3 {"paused":true}`: caller, method,
// path below /api/v4 (or /_sim/…), and a body that is JSON or a form. $name is
// the token of name.
func (s *sim) do(line string) answer {
	s.t.Helper()

	parts := strings.SplitN(s.expand(line), " ", 4)
	if len(parts) < 3 {
		s.t.Fatalf("%q is no request", line)
	}

	body, contentType := "", ""
	if len(parts) == 4 {
		body, contentType = parts[3], "application/x-www-form-urlencoded"
	}

	if strings.HasPrefix(body, "{") || strings.HasPrefix(body, "[") {
		contentType = "application/json"
	}

	got := s.send(parts[1], parts[2], body, s.header(parts[0], contentType))
	s.remember(got)

	return got
}

// header is the header of a request of a caller, with a body of that type.
func (s *sim) header(name, contentType string) http.Header {
	s.t.Helper()

	header := http.Header{}
	if contentType != "" {
		header.Set("Content-Type", contentType)
	}

	token, known := s.tokens[name]
	if !known {
		s.t.Fatalf("there is no caller %q", name)
	}

	if token != "" {
		header.Set("Private-Token", token)
	}

	return header
}

func (s *sim) expand(line string) string {
	for name, token := range s.tokens {
		line = strings.ReplaceAll(line, "$"+name+"$", token)
	}

	return line
}

func (s *sim) send(method, path, body string, header http.Header) answer {
	s.t.Helper()

	if !strings.HasPrefix(path, "/_sim") && !strings.HasPrefix(path, "/api") {
		path = "/api/v4" + path
	}

	r := httptest.NewRequestWithContext(s.t.Context(), method, path, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:40000"
	r.Host = "gitlab.test"
	r.Header = header

	w := httptest.NewRecorder()
	s.server.ServeHTTP(w, r)

	return answer{w.Code, w.Header(), w.Body.String()}
}

// remember keeps the tokens in answers.
func (s *sim) remember(got answer) {
	var issued struct {
		ID    int64  `json:"id"`
		Token string `json:"token"`
	}

	if !strings.Contains(got.text, `"token"`) || json.Unmarshal([]byte(got.text), &issued) != nil || issued.Token == "" {
		return
	}

	s.tokens["last"] = issued.Token
	if issued.ID != 0 && !strings.HasPrefix(issued.Token, "glpat-") {
		s.tokens["glrt"+strconv.FormatInt(issued.ID, 10)] = issued.Token
	}
}

// must sends lines that must succeed.
func (s *sim) must(lines ...string) answer {
	s.t.Helper()

	var got answer

	for _, line := range lines {
		if got = s.do(line); got.status >= 300 {
			s.t.Fatalf("%s\nwas answered with %d %s", line, got.status, got.text)
		}
	}

	return got
}

// user makes a user with a token of the given scopes.
func (s *sim) user(name, more string, scopes ...string) {
	s.t.Helper()

	made := s.must(`root POST /users {"username":"` + name + `","name":"` + name + `","email":"` + name +
		`@example.com","force_random_password":true` + more + `}`)

	var u struct {
		ID int64 `json:"id"`
	}

	if err := json.Unmarshal([]byte(made.text), &u); err != nil {
		s.t.Fatal(err)
	}

	id := strconv.FormatInt(u.ID, 10)
	s.must(`root POST /users/` + id + `/personal_access_tokens {"name":"t","scopes":["` + strings.Join(scopes, `","`) + `"]}`)
	s.tokens[name] = s.tokens["last"]
}

// fixture is the company that most tests use.
//
//	group 1 acme: ann is its Owner, gus its Maintainer
//	group 2 acme/sub
//	project 1 acme/web: max Maintainer, dev Developer
//	project 2 acme/api: max Maintainer
//	project 3 acme/sub/app: sam Maintainer
//	project 4 root/own
//	runner 1 of the instance, 2 of acme, 3 of web, 4 of web and api, 5 of web and locked
//
// out is a member of nothing, aud is an auditor.
func fixture(t *testing.T, options ...gitlabsim.Option) *sim {
	t.Helper()

	s := newSim(t, options...)

	for _, name := range []string{"ann", "gus", "max", "dev", "sam", "out"} {
		s.user(name, "", "api") // 2 to 7
	}

	s.user("aud", `,"auditor":true`, "api")

	s.must(
		`root POST /groups {"name":"Acme","path":"acme"}`,
		`root POST /groups {"name":"Sub","path":"sub","parent_id":1}`,
		`root POST /projects {"name":"web","namespace_id":1}`,
		`root POST /projects {"name":"api","namespace_id":1}`,
		`root POST /projects {"name":"app","namespace_id":2}`,
		`root POST /projects {"name":"own"}`,
		`root POST /groups/1/members {"user_id":2,"access_level":50}`,
		`root POST /groups/1/members {"user_id":3,"access_level":40}`,
		`root POST /projects/1/members {"user_id":4,"access_level":40}`,
		`root POST /projects/2/members {"user_id":4,"access_level":40}`,
		`root POST /projects/1/members {"user_id":5,"access_level":30}`,
		`root POST /projects/3/members {"user_id":6,"access_level":40}`,
		`root POST /user/runners {"runner_type":"instance_type","tag_list":["linux"]}`,
		`root POST /user/runners {"runner_type":"group_type","group_id":1,"tag_list":["linux","big"]}`,
		`max POST /user/runners {"runner_type":"project_type","project_id":1,"maintenance_note":"call max"}`,
		`max POST /user/runners {"runner_type":"project_type","project_id":1}`,
		`max POST /projects/2/runners {"runner_id":4}`,
		`max POST /user/runners {"runner_type":"project_type","project_id":1,"locked":true}`,
	)

	return s
}
