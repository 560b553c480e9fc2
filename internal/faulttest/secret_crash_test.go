//go:build linux

package faulttest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// What a provider leaves that dies in the middle of a change, the stacks of all
// that it was doing, holds no token either.
func TestAccSecret_leavesNoTraceInACrash(t *testing.T) {
	t.Parallel()

	s := newSecrets(t)
	s.SkipBelow(11, 11, "write-only arguments")
	s.does(0, "apply", "-auto-approve")
	s.drift()

	s.instead(func() { s.crash(t) })
	// Whether Terraform sees a dead plugin or a request that was cancelled is a
	// matter of which of the two it notices first; it names the call either way.
	acctest.Contains(t, s.does(1, "apply", "-auto-approve"), "GRPCProvider).ApplyResourceChange")

	log, err := os.ReadFile(filepath.Join(s.Folder, "trace.log"))
	if err != nil || !bytes.Contains(log, []byte("SIGQUIT")) {
		t.Errorf("there are no stacks in the log of %d bytes: %v", len(log), err)
	}

	s.judge()
}

// crash has the provider print the stacks of all that it is doing, and die.
func (s *secrets) crash(t *testing.T) {
	t.Helper()

	processes, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		t.Error(err)
	}

	for _, process := range processes {
		command, _ := os.ReadFile(filepath.Join(process, "cmdline"))     // The process may have ended.
		environment, _ := os.ReadFile(filepath.Join(process, "environ")) // Likewise.

		if !bytes.Contains(command, []byte("/"+sandbox.ProviderFile)) || !bytes.Contains(environment, []byte("GITLAB_BASE_URL="+s.URL+"\x00")) {
			continue
		}

		id, err := strconv.Atoi(filepath.Base(process))
		if err != nil {
			t.Error(err)
		}

		_ = syscall.Kill(id, syscall.SIGQUIT)
	}
}
