//go:build unix

package faulttest_test

import (
	"bytes"
	"errors"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// interrupter sends a signal to the process group of a run, as a terminal and a
// cancelled pipeline do.
type interrupter struct {
	sent syscall.Signal
	// progress is what the run must have printed before, if anything: Terraform drops
	// the result of an action whose progress arrives after the signal.
	progress string
	printed  *printout

	mu sync.Mutex
	// group is the process group of the run, and 0 while none is to be interrupted.
	group int
}

// printout is what a run prints.
type printout struct {
	text     bytes.Buffer
	progress string
	// reached is closed when the progress is printed.
	reached chan struct{}
}

func (p *printout) Write(text []byte) (int, error) {
	before := strings.Contains(p.text.String(), p.progress)

	n, err := p.text.Write(text)
	if !before && strings.Contains(p.text.String(), p.progress) {
		close(p.reached)
	}

	return n, err
}

// isArmed reports whether the run to interrupt has started.
func (i *interrupter) isArmed() bool {
	i.mu.Lock()
	defer i.mu.Unlock()

	return i.group != 0
}

// interrupt sends the signal at a request, if the run has not ended.
func (i *interrupter) interrupt(at *http.Request) {
	if i.progress != "" {
		select {
		case <-i.printed.reached:
		case <-at.Context().Done():
		}
	}

	i.mu.Lock()
	defer i.mu.Unlock()

	if i.group != 0 {
		_ = syscall.Kill(-i.group, i.sent)
	}
}

// runFailing runs a command that is interrupted and fails, and returns what it
// printed.
func (i *interrupter) runFailing(t *testing.T, dir *acctest.TerraformDir, arguments ...string) string {
	t.Helper()

	printed, err := i.runArmed(t, dir, arguments...)

	var exited *exec.ExitError
	if !errors.As(err, &exited) || !exited.Exited() {
		t.Fatalf("the run did not fail: %v\n%s", err, printed)
	}

	return printed
}

// runArmed runs a command that is interrupted, and returns what it printed and
// how it ended. None of its processes is left.
func (i *interrupter) runArmed(t *testing.T, dir *acctest.TerraformDir, arguments ...string) (string, error) {
	t.Helper()

	i.printed = &printout{progress: i.progress, reached: make(chan struct{})}

	command := exec.CommandContext(t.Context(), dir.Path, arguments...)
	command.Dir, command.Env = dir.Folder, dir.Environment
	command.Stdout, command.Stderr = i.printed, i.printed
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}

	i.mu.Lock()

	err := command.Start()
	if err == nil {
		i.group = command.Process.Pid
	}

	i.mu.Unlock()

	if err != nil {
		t.Fatal(err)
	}

	err = command.Wait()

	i.mu.Lock()
	i.group = 0
	i.mu.Unlock()

	if left := syscall.Kill(-command.Process.Pid, 0); !errors.Is(left, syscall.ESRCH) {
		t.Errorf("a process of the run still runs: %v", left)
	}

	return i.printed.text.String(), err
}

// losesResult reports whether the version of Terraform loses the result of an
// interrupted action that has reported progress.
func losesResult(dir *acctest.TerraformDir) bool { return !dir.IsAtLeast(16, 99) }
