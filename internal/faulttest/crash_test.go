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
	// fleetSize is how many runners an apply makes when it is killed.
	fleetSize = 50
	// inFlight is how many creations can be under way: Terraform's parallelism.
	inFlight = 10
)

// Terraform and the provider are killed in the middle of an apply. What was
// saved stays, what was under way may be an orphan, and the next apply makes
// the rest.
func TestAccCrash_nextApplyConverges(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for _, test := range []struct {
		at    int
		acted bool
	}{{1, false}, {1, true}, {12, true}, {27, false}, {44, true}, {fleetSize, true}} {
		t.Run(fmt.Sprintf("at creation %d, acted=%v", test.at, test.acted), func(t *testing.T) {
			t.Parallel()
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

// between kills the provider, at the creation that it is told to.
func (c *crash) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || !c.strikes() {
			sim.ServeHTTP(w, r)

			return
		}

		if c.acted {
			act(r, sim)
		}

		// The provider has no process group of its own, so it goes as well.
		_ = syscall.Kill(-c.process, syscall.SIGKILL)

		abort()
	})
}

// strikes counts a creation, and says whether it is the last one. What comes
// after it is from a process that is dead.
func (c *crash) strikes() bool {
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

// lost is how many runners can be in no state: those that were under way. But
// Terraform writes a local state in place, and one that is killed while it
// writes leaves an empty or a broken file, and with it loses all that it had.
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
