package gitlabapi_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

const token = "glpat-0123456789abcdefghij"

var start = time.Date(2030, time.January, 2, 3, 4, 5, 0, time.UTC)

// server answers with handlers in order, the last one again and again, and keeps
// the requests.
type server struct {
	*httptest.Server

	mu       sync.Mutex
	handlers []http.HandlerFunc
	requests []*http.Request
	bodies   []string
}

func serve(t *testing.T, handlers ...http.HandlerFunc) *server {
	t.Helper()

	s := &server{handlers: handlers}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}

		s.mu.Lock()
		s.requests = append(s.requests, r)
		s.bodies = append(s.bodies, string(body))

		handler := s.handlers[0]
		if len(s.handlers) > 1 {
			s.handlers = s.handlers[1:]
		}
		s.mu.Unlock()

		handler(w, r)
	}))
	t.Cleanup(s.Close)

	return s
}

func (s *server) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()

	return len(s.requests)
}

// client returns a client of the server with a fake clock.
func (s *server) client(t *testing.T, changes ...func(*gitlabapi.Config)) (*gitlabapi.Client, *clock.Fake) {
	t.Helper()

	return newClient(t, s.URL, changes...)
}

func newClient(t *testing.T, url string, changes ...func(*gitlabapi.Config)) (*gitlabapi.Client, *clock.Fake) {
	t.Helper()

	base, err := gitlabapi.ParseBaseURL(url)
	if err != nil {
		t.Fatal(err)
	}

	fake := clock.NewFake(start)
	config := gitlabapi.Config{
		BaseURL: base, Token: token, UserAgent: "test/1", Retries: 3, RequestTimeout: time.Minute, MaxConcurrentRequests: 4, Clock: fake,
	}

	for _, change := range changes {
		change(&config)
	}

	client, err := gitlabapi.New(config)
	if err != nil {
		t.Fatal(err)
	}

	return client, fake
}

// reply answers with JSON.
func reply(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// drop closes the connection without an answer.
func drop(w http.ResponseWriter, _ *http.Request) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_ = connection.Close()
	}
}

// cut sends less than its Content-Length.
func cut(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, `{"id":1`)
}

func TestClient_sendsTokenAndUserAgent(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(200, `{"id":7,"runner_type":"instance_type"}`))
	client, _ := s.client(t, func(c *gitlabapi.Config) { c.Headers = map[string]string{"X-Proxy-User": "terraform"} })

	if _, err := client.Runner(t.Context(), 7); err != nil {
		t.Fatal(err)
	}

	request := s.requests[0]
	for name, want := range map[string]string{
		"Authorization": "Bearer " + token, "Private-Token": "", "User-Agent": "test/1", "X-Proxy-User": "terraform",
	} {
		if got := request.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}

	if request.URL.Path != "/api/v4/runners/7" || request.Method != http.MethodGet {
		t.Errorf("sent %s %s", request.Method, request.URL.Path)
	}
}

func TestClient_keepsConfiguredAuthorization(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(200, `{"id":7,"runner_type":"instance_type"}`))
	client, _ := s.client(t, func(c *gitlabapi.Config) { c.Headers = map[string]string{"authorization": "Basic cHJveHk6"} })

	if _, err := client.Runner(t.Context(), 7); err != nil {
		t.Fatal(err)
	}

	if got := s.requests[0].Header.Get("Authorization"); got != "Basic cHJveHk6" {
		t.Errorf("Authorization is %q, want the proxy's", got)
	}

	if got := s.requests[0].Header.Get("Private-Token"); got != token {
		t.Errorf("Private-Token is %q, want the token", got)
	}
}

func TestUpdateRunner_sendsPresentMembers(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		change gitlabapi.UpdateRunner
		want   string
	}{
		"one setting":   {gitlabapi.UpdateRunner{Paused: gitlabapi.Some(false)}, `{"paused":false}`},
		"clear timeout": {gitlabapi.UpdateRunner{MaximumTimeout: gitlabapi.Optional[int64]{Sent: true}}, `{"maximum_timeout":null}`},
		"clear tags":    {gitlabapi.UpdateRunner{TagList: gitlabapi.Some([]string{})}, `{"tag_list":[]}`},
		"clear texts": {
			gitlabapi.UpdateRunner{Description: gitlabapi.Some(""), MaintenanceNote: gitlabapi.Some("")},
			`{"description":"","maintenance_note":""}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := serve(t, reply(200, `{"id":7,"runner_type":"instance_type"}`))
			client, _ := s.client(t)

			if _, err := client.UpdateRunner(t.Context(), 7, test.change); err != nil {
				t.Fatal(err)
			}

			if s.bodies[0] != test.want {
				t.Errorf("sent %s, want %s", s.bodies[0], test.want)
			}
		})
	}
}

func TestOptional_distinguishesAbsentAndNull(t *testing.T) {
	t.Parallel()

	for body, want := range map[string]gitlabapi.Optional[string]{
		`{}`:                          {},
		`{"maintenance_note":null}`:   {Sent: true},
		`{"maintenance_note":""}`:     gitlabapi.Some(""),
		`{"maintenance_note":"mine"}`: gitlabapi.Some("mine"),
	} {
		var runner gitlabapi.Runner
		if err := json.Unmarshal([]byte(body), &runner); err != nil {
			t.Fatal(err)
		}

		got := runner.MaintenanceNote
		if got.Sent != want.Sent || (got.Value == nil) != (want.Value == nil) || (got.Value != nil && *got.Value != *want.Value) {
			t.Errorf("%s reads as %+v, want %+v", body, got, want)
		}
	}
}

func TestCreateRunner_returnsGitLabsTime(t *testing.T) {
	t.Parallel()

	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", "Fri, 01 Mar 2030 10:00:00 GMT")
		reply(201, `{"id":1,"token":"glrt-x","token_expires_at":null}`)(w, r)
	})
	client, _ := s.client(t)

	created, err := client.CreateRunner(t.Context(), gitlabapi.CreateRunner{RunnerType: gitlabapi.InstanceType})
	if err != nil {
		t.Fatal(err)
	}

	if want := time.Date(2030, time.March, 1, 10, 0, 0, 0, time.UTC); !created.IssuedAt.Equal(want) {
		t.Errorf("created at %v, want the server's %v", created.IssuedAt, want)
	}
}
