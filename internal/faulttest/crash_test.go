//go:build unix

package faulttest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

const (
	// fleetSize is the number of runners in the configuration.
	fleetSize = 50
	// inFlight is the maximum of concurrent creations: Terraform's parallelism.
	inFlight = 10
)

// Terraform and the provider are killed during an apply. The state keeps the runners
// that were saved, a runner whose creation was in flight may be in no state, and the
// next apply creates the missing ones.
func TestAccCrash_nextApplyConverges(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for _, test := range []struct {
		at    int
		acted bool
	}{{1, false}, {1, true}, {12, true}, {27, false}, {44, true}, {fleetSize, true}} {
		t.Run(fmt.Sprintf("at creation %d, acted=%v", test.at, test.acted), func(t *testing.T) {
			t.Parallel()

			if testing.Short() && (test.at == 12 || test.at == 44 || test.at == 1 && !test.acted) {
				t.Skip("the first, one in the middle, and the last")
			}

			newCrash(t, test.at, test.acted).run(t)
		})
	}
}

// crash is an apply that is killed at one of its creations.
type crash struct {
	*acctest.GitLab
	*acctest.TerraformDir

	at    int
	acted bool

	mu      sync.Mutex
	seen    int
	process int
	killed  bool
}

func newCrash(t *testing.T, at int, acted bool) *crash {
	t.Helper()

	c := &crash{at: at, acted: acted}
	c.GitLab = acctest.NewSimBehind(t, c.between)
	c.TerraformDir = acctest.NewBuiltDir(t, c.GitLab, nil)
	c.Write("main.tf", fmt.Sprintf(`
terraform {
  required_providers {
    gitlabrunner = { source = "registry.terraform.io/gitlabrunner/gitlabrunner" }
  }
}

resource "gitlabrunner_runner" "fleet" {
  count       = %d
  runner_type = "instance_type"
  description = "number ${count.index}"
}
`, fleetSize))

	return c
}

// between kills Terraform and the provider at one of the creations.
func (c *crash) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || !c.isTarget() {
			sim.ServeHTTP(w, r)

			return
		}

		if c.acted {
			serve(r, sim)
		}

		// The provider is in the same process group.
		_ = syscall.Kill(-c.process, syscall.SIGKILL)

		abort()
	})
}

// isTarget counts a creation, and reports whether the processes are killed at it.
// Later requests are from processes that were killed.
func (c *crash) isTarget() bool {
	c.mu.Lock()
	defer c.mu.Unlock()

	c.seen++

	if c.killed || c.seen < c.at {
		return false
	}

	c.killed = true

	return true
}

func (c *crash) run(t *testing.T) {
	t.Helper()

	command := exec.CommandContext(t.Context(), c.Path, "apply", "-auto-approve")
	command.Dir, command.Env = c.Folder, c.Environment
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}

	c.mu.Lock()
	err := command.Start()
	if err != nil {
		t.Fatal(err)
	}

	c.process = command.Process.Pid
	c.mu.Unlock()

	var exited *exec.ExitError
	if err := command.Wait(); !errors.As(err, &exited) || exited.Exited() {
		t.Fatalf("the apply was not killed: %v", err)
	}

	lost := c.lost(t)

	c.Run(0, "apply", "-auto-approve")
	c.Run(0, "plan", "-detailed-exitcode")

	runners := countRunners(t, c.GitLab)
	if orphans := runners - fleetSize; orphans < 0 || orphans > lost {
		t.Errorf("GitLab has %d runners, want %d and no more than the %d that could be lost", runners, fleetSize, lost)
	}

	c.Run(0, "destroy", "-auto-approve")

	if left := countRunners(t, c.GitLab); left != runners-fleetSize {
		t.Errorf("%d runners are left after the destroy, want the %d orphans", left, runners-fleetSize)
	}
}

// lost is the maximum of runners that are in no state: those in flight. Terraform
// writes a local state in place, so if it is killed while it writes, the file is
// empty or truncated, and all runners are in no state.
func (c *crash) lost(t *testing.T) int {
	t.Helper()

	file := filepath.Join(c.Folder, "terraform.tfstate")

	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) || err == nil && json.Valid(text) {
		return inFlight
	}

	if err != nil {
		t.Fatal(err)
	}

	t.Log("Terraform was killed while it wrote the state")

	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}

	return countRunners(t, c.GitLab)
}
