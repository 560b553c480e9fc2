package acctest

import (
	"context"
	"net/http"
	"regexp"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// Fault is a failure of the emulator.
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

// Fault makes the next matching requests fail.
func (g *GitLab) Fault(t *testing.T, fault Fault) {
	t.Helper()
	g.control(t, http.MethodPost, "faults", fault, nil)
}

// Together holds requests to these paths back until so many have arrived: a test
// ends only if they are sent concurrently.
func Together(paths *regexp.Regexp, count int64) func(http.Handler) http.Handler {
	var arrived atomic.Int64

	enough := make(chan struct{})

	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if paths.MatchString(r.URL.Path) {
				if arrived.Add(1) == count {
					close(enough)
				}

				<-enough
			}

			next.ServeHTTP(w, r)
		})
	}
}

// AdvanceServer moves the clock of the emulator alone, not the provider's.
func (g *GitLab) AdvanceServer(t *testing.T, by time.Duration) {
	t.Helper()
	g.control(t, http.MethodPost, "clock", map[string]string{"advance": by.String()}, nil)
}

// ClearFaults removes the faults that have not happened yet.
func (g *GitLab) ClearFaults(t *testing.T) {
	t.Helper()
	g.control(t, http.MethodDelete, "faults", nil, nil)
}

// Journal is the requests to the emulator since the last [GitLab.ClearJournal].
func (g *GitLab) Journal(t *testing.T) []sandbox.Request {
	t.Helper()
	g.emulated(t)

	journal, err := g.ReadJournal(t.Context())
	noError(t, err)

	return journal
}

// Requests are the requests of the journal, as "GET /runners/1".
func (g *GitLab) Requests(t *testing.T) []string {
	t.Helper()

	var requests []string
	for _, request := range g.Journal(t) {
		requests = append(requests, request.String())
	}

	return requests
}

// Writes are the requests of the journal that may have changed something.
func (g *GitLab) Writes(t *testing.T) []string {
	t.Helper()

	var writes []string

	for _, request := range g.Journal(t) {
		if request.IsWrite() {
			writes = append(writes, request.String())
		}
	}

	return writes
}

// ClearJournal empties the journal.
func (g *GitLab) ClearJournal(t *testing.T) {
	t.Helper()
	g.control(t, http.MethodDelete, "journal", nil, nil)
}

// RunningJob makes a running job of a runner, and returns its id.
func (g *GitLab) RunningJob(t *testing.T, runner, project int64) int64 {
	t.Helper()

	return g.Job(t, map[string]any{"runner_id": runner, "project_id": project, "status": "running"})
}

// EndJob ends a job with success.
func (g *GitLab) EndJob(t *testing.T, job int64) {
	t.Helper()
	g.control(t, http.MethodPut, "jobs/"+itoa(job), map[string]any{"status": "success"}, nil)
}

// Manager makes a runner manager.
func (g *GitLab) Manager(t *testing.T, manager map[string]any) {
	t.Helper()
	g.control(t, http.MethodPost, "managers", manager, nil)
}

// Age changes when a runner was created, and when it was last in contact unless
// contacted is nil.
func (g *GitLab) Age(t *testing.T, runner int64, created time.Time, contacted *time.Time) {
	t.Helper()
	g.control(t, http.MethodPut, "runners/"+itoa(runner), map[string]any{"created_at": created, "contacted_at": contacted}, nil)
}

// Job makes a job of a runner.
func (g *GitLab) Job(t *testing.T, job map[string]any) int64 {
	t.Helper()

	var made struct {
		ID int64 `json:"id"`
	}

	g.control(t, http.MethodPost, "jobs", job, &made)

	return made.ID
}

// control calls what the emulator has besides GitLab's API.
func (g *GitLab) control(t *testing.T, method, path string, in, out any) {
	t.Helper()
	g.emulated(t)

	// A cleanup may call, after the test's own context has ended.
	noError(t, g.Control(context.WithoutCancel(t.Context()), method, path, in, out))
}

// emulated fails a test that needs an emulator and has a real GitLab.
func (g *GitLab) emulated(t *testing.T) {
	t.Helper()

	if g.real {
		t.Fatal("a real GitLab cannot do this: such a test starts with NewSim")
	}
}
