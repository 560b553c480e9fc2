//go:build unix

package faulttest_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// many is the number of objects that a run would write, more than are written at
// once.
const many = 6

// An interrupt ends the requests that can be repeated, and none is sent after it.
// The run reports one error for all requests in flight, and the next run sends the
// remaining ones.
func TestAccInterrupt_stopsWhatCanBeRepeated(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for name, test := range repeatables() {
		for _, sent := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			if testing.Short() && sent == syscall.SIGTERM {
				continue
			}

			t.Run(name+", "+sent.String(), func(t *testing.T) {
				t.Parallel()

				s := newStop(t, test, sent)
				if test.actions {
					s.SkipBelow(14, 99, "actions")
				}

				s.run(t)
			})
		}
	}
}

// stop is a run that is interrupted in the middle of its writes.
type stop struct {
	*acctest.GitLab
	*acctest.TerraformDir

	interrupter

	test repeatable
	path *regexp.Regexp

	// runners are instance runners, of which the first has the token and a runner
	// manager, and shared is a project runner.
	runners  []int64
	token    string
	shared   int64
	projects []string

	// writing guards written, the number of writes that GitLab has carried out.
	writing sync.Mutex
	written int
}

func newStop(t *testing.T, test repeatable, sent syscall.Signal) *stop {
	t.Helper()

	s := &stop{test: test, path: regexp.MustCompile(`^/api/v4` + test.path + `$`), interrupter: interrupter{sent: sent, progress: test.progress}}
	s.GitLab = acctest.NewSimBehind(t, s.between)
	s.TerraformDir = acctest.NewBuiltDir(t, s.GitLab, nil)

	for range many {
		created, _, err := s.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
		if err != nil {
			t.Fatal(err)
		}

		if s.runners = append(s.runners, created.ID); s.token == "" {
			s.token = created.Token
		}
	}

	group := s.Group(t)
	owner := s.Project(t, group)
	s.shared = createRunner(t, s.GitLab, &owner.ID)

	for range many + 1 {
		s.projects = append(s.projects, fmt.Sprint(s.Project(t, group).ID))
	}

	if strings.HasSuffix(test.path, "/managers") {
		s.Manager(t, map[string]any{"runner_id": s.runners[0], "system_id": "s_1"})
	}

	return s
}

// between interrupts the run at its first write, and answers no write: each ends
// when the provider closes the connection.
func (s *stop) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.isArmed() || r.Method != s.test.method || !s.path.MatchString(r.URL.Path) {
			sim.ServeHTTP(w, r)

			return
		}

		// A second signal would end Terraform without a result.
		if s.carryOut(r, sim) == 1 {
			s.interrupt(r)
		}

		waitForDisconnect(r)
		abort()
	})
}

// carryOut lets the emulator carry out a write, whether or not the provider still
// waits for the answer, and returns how many it has carried out; 0 if the interrupt
// ended the write before the emulator had read it.
func (s *stop) carryOut(r *http.Request, sim http.Handler) int {
	s.writing.Lock()
	defer s.writing.Unlock()

	if serve(r.WithContext(context.WithoutCancel(r.Context())), sim).Code >= http.StatusBadRequest {
		return 0
	}

	s.written++

	return s.written
}

func (s *stop) configure(text string) {
	s.Write("main.tf", `
terraform {
  required_providers {
    gitlabrunner = { source = "registry.terraform.io/gitlabrunner/gitlabrunner" }
  }
}

provider "gitlabrunner" {
  max_concurrent_requests = 2
}

`+text)
}

func (s *stop) run(t *testing.T) {
	t.Helper()

	if s.test.before != nil {
		s.configure(s.test.before(t, s))
		s.Run(0, "apply", "-auto-approve")
	}

	s.configure(s.test.config(t, s))
	acctest.Equal(t, "the objects to write", s.test.left(t, s), s.test.writes)

	if s.test.progress != "" && losesResult(s.TerraformDir) {
		_, _ = s.runArmed(t, s.TerraformDir, s.test.command...)
	} else {
		s.check(t, s.runFailing(t, s.TerraformDir, s.test.command...))
	}

	// A write that the interrupt has ended may still be carried out.
	s.writing.Lock()
	written, left := s.written, s.test.left(t, s)
	s.writing.Unlock()

	if written == 0 || written > min(2, s.test.writes) {
		t.Errorf("%d writes were carried out", written)
	}

	acctest.Equal(t, "the objects that are left", left, s.test.writes-written)

	if s.test.refused != "" {
		if next := s.Run(1, s.test.command...); !acctest.Expect(s.test.refused).MatchString(next) {
			t.Errorf("the next run does not report %s:\n%s", s.test.refused, next)
		}

		return
	}

	s.Run(0, s.test.command...)
	acctest.Equal(t, "the objects that are left in the end", s.test.left(t, s), 0)
}

// check checks what the run printed.
func (s *stop) check(t *testing.T, output string) {
	t.Helper()

	// Terraform adds errors of its own.
	if errors := strings.Count(output, "Error: ") - strings.Count(output, "Error: execution halted"); errors != 1 {
		t.Errorf("%d errors:\n%s", errors, output)
	}

	for _, word := range []string{s.token, "import", "problems"} {
		if strings.Contains(output, word) {
			t.Errorf("the run shows %q:\n%s", word, output)
		}
	}
}
