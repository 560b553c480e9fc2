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

// reaper deletes every runner before one of the reads.
type reaper struct {
	mu    sync.Mutex
	reads int
	// at is the read before which it happens, 0 for never.
	at int
	do func()
}

// between counts the reads from the last arm on.
func (r *reaper) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if r.comes(request) {
			r.do()
		}

		sim.ServeHTTP(w, request)
	})
}

func (r *reaper) comes(request *http.Request) bool {
	r.mu.Lock()
	defer r.mu.Unlock()

	if request.Method != http.MethodGet || !strings.HasPrefix(request.URL.Path, "/api/v4/") {
		return false
	}

	r.reads++

	return r.reads == r.at
}

// arm counts anew, and returns what was counted.
func (r *reaper) arm(at int) int {
	r.mu.Lock()
	defer r.mu.Unlock()

	reads := r.reads
	r.reads, r.at = 0, at

	return reads
}

// A runner that is deleted in the middle of a refresh is gone, or was there, and
// no error. A data source that asks for it by its number says that it does not
// exist, and one that lists runners leaves it out.
func TestProtoConcurrency_runnerGoesDuringARead(t *testing.T) {
	t.Parallel()

	for name, look := range looks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			// The first time it only counts.
			for at, reads := 0, 1; at <= reads; at++ {
				r := &reaper{}
				s := newFixture(t, acctest.NewSimBehind(t, r.between))
				s.populate(t)
				glance := look(t, s)
				runners, _, err := s.API.Runners.ListAllRunners(nil)
				if err != nil {
					t.Fatal(err)
				}

				r.do = func() { s.deleteAll(t, runners) }

				// What was read before is not remembered for that long.
				s.FakeClock(t).Advance(time.Hour)
				r.arm(at)

				_, diagnostics := glance(t)
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
