//go:build unix

package faulttest_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// An interrupt ends a wait for running jobs at once: the runner stays paused, is
// not deleted, and the next run goes on.
func TestAccInterrupt_endsTheWaitForJobs(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for name, test := range map[string]struct {
		actions bool
		config  string
		// command is the run that waits.
		command []string
	}{
		"drain": {config: `
resource "gitlabrunner_runner" "it" {
  runner_type   = "project_type"
  project_id    = %d
  drain_timeout = "1h"
}
`, command: []string{"destroy", "-auto-approve"}},
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
`, command: []string{"apply", "-auto-approve", "-invoke=action.gitlabrunner_pause_runner.it"}},
	} {
		for _, sent := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(name+", "+sent.String(), func(t *testing.T) {
				t.Parallel()

				w := newWait(t, sent)
				if test.actions {
					w.SkipBelow(14, 99, "actions")
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
				said := w.interruptedRun(t, test.command)
				acctest.Equal(t, "the runner is paused", paused(t, w.GitLab, runners[0].ID), true)

				if !strings.Contains(said, "nterrupt") || !test.actions && !strings.Contains(said, "Error: ") {
					t.Errorf("the run does not end as an interrupted one:\n%s", said)
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

	sent syscall.Signal

	mu      sync.Mutex
	process int
	paused  bool
}

func newWait(t *testing.T, sent syscall.Signal) *wait {
	t.Helper()

	w := &wait{sent: sent}
	w.GitLab = acctest.NewSimBehind(t, w.between)
	w.TerraformDir = acctest.NewBuiltDir(t, w.GitLab, nil)

	return w
}

// between interrupts the run at the first look for jobs after the pause.
func (w *wait) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(writer http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		process, wasPaused := w.process, w.paused

		switch {
		case r.Method == http.MethodPut:
			w.paused = true
		case wasPaused && strings.HasSuffix(r.URL.Path, "/jobs"):
			w.process = 0
		default:
			process = 0
		}
		w.mu.Unlock()

		sim.ServeHTTP(writer, r)

		if process != 0 && r.Method == http.MethodGet {
			_ = syscall.Kill(-process, w.sent)
		}
	})
}

// interruptedRun runs a command that is interrupted, and returns what it printed.
func (w *wait) interruptedRun(t *testing.T, arguments []string) string {
	t.Helper()

	var printed bytes.Buffer

	command := exec.CommandContext(t.Context(), w.Path, arguments...)
	command.Dir, command.Env = w.Folder, w.Environment
	command.Stdout, command.Stderr = &printed, &printed
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}

	w.mu.Lock()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}

	w.process = command.Process.Pid
	w.mu.Unlock()

	_ = command.Wait() // Terraform may end an interrupted action without an error.

	return printed.String()
}
