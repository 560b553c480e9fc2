package acctest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// Request is an entry of the emulator's journal.
type Request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Query  string `json:"query"`
	Status int    `json:"status"`
	User   string `json:"user"`
}

// String is the request as a test states it, as "GET /runners/1 200".
func (r Request) String() string {
	text := r.Method + " " + strings.TrimPrefix(r.Path, "/api/v4")
	if r.Query != "" {
		text += "?" + r.Query
	}

	return text
}

// Fault is a failure that the emulator plays.
type Fault struct {
	Method     string `json:"method,omitempty"`
	Path       string `json:"path,omitempty"`
	Times      int    `json:"times,omitempty"`
	Status     int    `json:"status,omitempty"`
	After      bool   `json:"after,omitempty"`
	RetryAfter any    `json:"retry_after,omitempty"`
	Delay      string `json:"delay,omitempty"`
	Drop       string `json:"drop,omitempty"`
	Body       string `json:"body,omitempty"`
}

// Fault has the next matching requests fail.
func (g *GitLab) Fault(t *testing.T, fault Fault) {
	t.Helper()
	g.sim(t, http.MethodPost, "faults", fault, nil)
}

// Together holds back what is asked for on these paths until so many requests
// are under way: a test ends only if they are sent side by side.
func Together(paths *regexp.Regexp, count int64) func(http.Handler) http.Handler {
	var begun atomic.Int64

	enough := make(chan struct{})

	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if paths.MatchString(r.URL.Path) {
				if begun.Add(1) == count {
					close(enough)
				}

				<-enough
			}

			next.ServeHTTP(w, r)
		})
	}
}

// AdvanceServer moves the clock of the emulator alone: the provider's own stays
// behind.
func (g *GitLab) AdvanceServer(t *testing.T, by time.Duration) {
	t.Helper()
	g.sim(t, http.MethodPost, "clock", map[string]string{"advance": by.String()}, nil)
}

// NoFaults takes back the faults that no request has met yet.
func (g *GitLab) NoFaults(t *testing.T) {
	t.Helper()
	g.sim(t, http.MethodDelete, "faults", nil, nil)
}

// Journal is what was asked of the emulator since the last Forget.
func (g *GitLab) Journal(t *testing.T) []Request {
	t.Helper()

	var journal []Request

	g.sim(t, http.MethodGet, "journal", nil, &journal)

	return journal
}

// Writes are the requests of the journal that may have changed something.
func (g *GitLab) Writes(t *testing.T) []string {
	t.Helper()

	var writes []string

	for _, request := range g.Journal(t) {
		if request.Method != http.MethodGet {
			writes = append(writes, request.String())
		}
	}

	return writes
}

// Forget empties the journal.
func (g *GitLab) Forget(t *testing.T) {
	t.Helper()
	g.sim(t, http.MethodDelete, "journal", nil, nil)
}

// RunningJob makes a job that a runner works on, and returns its id.
func (g *GitLab) RunningJob(t *testing.T, runner, project int64) int64 {
	t.Helper()

	return g.Job(t, map[string]any{"runner_id": runner, "project_id": project, "status": "running"})
}

// EndJob has a job succeed.
func (g *GitLab) EndJob(t *testing.T, job int64) {
	t.Helper()
	g.sim(t, http.MethodPut, "jobs/"+itoa(job), map[string]any{"status": "success"}, nil)
}

// Manager makes a runner manager.
func (g *GitLab) Manager(t *testing.T, manager map[string]any) {
	t.Helper()
	g.sim(t, http.MethodPost, "managers", manager, nil)
}

// Age has a runner be made, and be in contact last, at other times; without
// contacted the contact stays as it was.
func (g *GitLab) Age(t *testing.T, runner int64, created time.Time, contacted *time.Time) {
	t.Helper()
	g.sim(t, http.MethodPut, "runners/"+itoa(runner), map[string]any{"created_at": created, "contacted_at": contacted}, nil)
}

// Job makes a job of a runner.
func (g *GitLab) Job(t *testing.T, job map[string]any) int64 {
	t.Helper()

	var made struct {
		ID int64 `json:"id"`
	}

	g.sim(t, http.MethodPost, "jobs", job, &made)

	return made.ID
}

// sim calls what lies beyond GitLab's API.
func (g *GitLab) sim(t *testing.T, method, path string, in, out any) {
	t.Helper()

	if g.real {
		t.Fatal("a real GitLab has no /_sim/: such a test starts with NewSim")
	}

	body, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}

	// Not the test's context: a cleanup may call, and it has ended by then.
	request, err := http.NewRequest(method, g.URL+"/_sim/"+path, bytes.NewReader(body)) //nolint:noctx // See above.
	if err != nil {
		t.Fatal(err)
	}

	request.Header.Set("Content-Type", "application/json")

	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()

	if response.StatusCode >= http.StatusBadRequest {
		t.Fatalf("%s /_sim/%s: %s", method, path, response.Status)
	}

	if out != nil {
		if err := json.NewDecoder(response.Body).Decode(out); err != nil {
			t.Fatalf("%s /_sim/%s: %v", method, path, err)
		}
	}
}
