//go:build unix

package faulttest_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// An interrupt ends a wait for running jobs immediately: the runner stays paused and
// is not deleted, and the next run continues.
func TestAccInterrupt_endsTheWaitForJobs(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for name, test := range map[string]struct {
		actions bool
		config  string
		// command is the run that waits.
		command []string
		// wants are the errors that it may report: the interrupt arrives in a
		// request for the jobs, or between two.
		wants []tfdiag.ID
	}{
		"drain": {config: `
resource "gitlabrunner_runner" "it" {
  runner_type   = "project_type"
  project_id    = %d
  drain_timeout = "1h"
}
`, command: []string{"destroy", "-auto-approve"}, wants: []tfdiag.ID{tfdiag.DrainInterrupted, tfdiag.ListJobs.Because(tfdiag.Interrupted)}},
		"action": {actions: true, config: `
resource "gitlabrunner_runner" "it" {
  runner_type = "project_type"
  project_id  = %d

  lifecycle {
    ignore_changes = [paused]
  }
}

action "gitlabrunner_pause_runner" "it" {
  config {
    runner_ids    = [gitlabrunner_runner.it.id]
    wait_for_jobs = true
    timeout       = "1h"
  }
}
`, command: []string{"apply", "-auto-approve", "-invoke=action.gitlabrunner_pause_runner.it"}, wants: []tfdiag.ID{tfdiag.PauseInterrupted, tfdiag.ListJobs.Because(tfdiag.Interrupted)}},
	} {
		for _, sent := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(name+", "+sent.String(), func(t *testing.T) {
				t.Parallel()

				w := newWait(t, sent)
				if test.actions {
					w.SkipBelow(14, 99, "actions")
					w.progress = " left."
				}

				project := w.Project(t, w.Group(t))
				w.Write("main.tf", `
terraform {
  required_providers {
    gitlabrunner = { source = "registry.terraform.io/gitlabrunner/gitlabrunner" }
  }
}
`+fmt.Sprintf(test.config, project.ID))
				w.Run(0, "apply", "-auto-approve")

				runners, _, err := w.API.Runners.ListAllRunners(nil)
				if err != nil || len(runners) != 1 {
					t.Fatalf("GitLab has %d runners: %v", len(runners), err)
				}

				job := w.RunningJob(t, runners[0].ID, project.ID)
				output := w.waitInterrupted(t, test.actions, test.command...)
				acctest.Equal(t, "the runner is paused", paused(t, w.GitLab, runners[0].ID), true)

				if output != "" && !slices.ContainsFunc(test.wants, func(id tfdiag.ID) bool { return acctest.Expect(id).MatchString(output) }) {
					t.Errorf("the run does not report the interrupted wait:\n%s", output)
				}

				w.EndJob(t, job)
				w.Run(0, "destroy", "-auto-approve")
			})
		}
	}
}

func paused(t *testing.T, g *acctest.GitLab, runner int64) bool {
	t.Helper()

	details, _, err := g.API.Runners.GetRunnerDetails(runner)
	if err != nil {
		t.Fatal(err)
	}

	return details.Paused
}

// wait is a run that is interrupted once its runner is paused.
type wait struct {
	*acctest.GitLab
	*acctest.TerraformDir

	interrupter

	paused atomic.Bool
	polls  atomic.Int64
}

func newWait(t *testing.T, sent syscall.Signal) *wait {
	t.Helper()

	w := &wait{interrupter: interrupter{sent: sent}}
	w.GitLab = acctest.NewSimBehind(t, w.between)
	w.TerraformDir = acctest.NewBuiltDir(t, w.GitLab, nil)

	return w
}

// between interrupts the run at the second poll for jobs after the pause. After the
// first one, the action reports its progress, which Terraform 1.15 must not receive
// after the interrupt.
func (w *wait) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(writer http.ResponseWriter, r *http.Request) {
		armed := w.isArmed()
		sim.ServeHTTP(writer, r)

		switch {
		case !armed:
		case r.Method == http.MethodPut:
			w.paused.Store(true)
		case w.paused.Load() && strings.HasSuffix(r.URL.Path, "/jobs") && w.polls.Add(1) == 2:
			w.interrupt(r)
		}
	})
}

// waitInterrupted is what the run printed, or nothing where Terraform loses the
// result of an action.
func (w *wait) waitInterrupted(t *testing.T, isAction bool, command ...string) string {
	t.Helper()

	if isAction && losesResult(w.TerraformDir) {
		_, _ = w.runArmed(t, w.TerraformDir, command...)

		return ""
	}

	return w.runFailing(t, w.TerraformDir, command...)
}
