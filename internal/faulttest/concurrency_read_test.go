package faulttest_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// runnerDeleter counts reads, and calls a function before one of them.
type runnerDeleter struct {
	mu    sync.Mutex
	reads int
	// at is the number of the read before which do is called, 0 for none.
	at int
	do func()
}

// between counts the reads since the last call of arm.
func (r *runnerDeleter) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if r.isDue(request) {
			r.do()
		}

		sim.ServeHTTP(w, request)
	})
}

func (r *runnerDeleter) isDue(request *http.Request) bool {
	r.mu.Lock()
	defer r.mu.Unlock()

	if request.Method != http.MethodGet || !strings.HasPrefix(request.URL.Path, "/api/v4/") {
		return false
	}

	r.reads++

	return r.reads == r.at
}

// arm starts a new count, and returns the previous one.
func (r *runnerDeleter) arm(at int) int {
	r.mu.Lock()
	defer r.mu.Unlock()

	reads := r.reads
	r.reads, r.at = 0, at

	return reads
}

// A runner that is deleted during a refresh causes no error. A data source with
// its ID reports that it does not exist, and one that lists runners omits it.
func TestProtoConcurrency_runnerDeletedDuringRead(t *testing.T) {
	t.Parallel()

	for name, prepare := range readCases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			// The first iteration only counts the reads.
			for at, reads := 0, 1; at <= reads; at++ {
				r := &runnerDeleter{}
				s := newFixture(t, acctest.NewSimBehind(t, r.between))
				s.populate(t)
				read := prepare(t, s)
				runners, _, err := s.API.Runners.ListAllRunners(nil)
				if err != nil {
					t.Fatal(err)
				}

				r.do = func() { s.deleteAll(t, runners) }

				// Shared reads are older than their maximum age.
				s.FakeClock(t).Advance(time.Hour)
				r.arm(at)

				_, diagnostics := read(t)
				counted := r.arm(0)

				if at == 0 {
					reads = counted
				}

				text := acctest.Errors(diagnostics)
				byNumber := strings.HasPrefix(name, "data of") && name != "data of runners"

				if text != "" && (at == 0 || !byNumber || !strings.Contains(text, "404 Runner Not Found")) {
					t.Errorf("deleted before read %d of %d:\n%s", at, reads, text)
				}

				acctest.FitToShow(t, fmt.Sprintf("the error at read %d", at), text)

				if at == reads {
					t.Logf("%d reads", reads)
				}
			}
		})
	}
}

func (s *fixture) deleteAll(t *testing.T, runners []*gitlab.Runner) {
	t.Helper()

	for _, runner := range runners {
		if _, err := s.API.Runners.RemoveRunner(runner.ID); err != nil {
			t.Error(err)
		}
	}
}
