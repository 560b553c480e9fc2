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

// The stacks that a provider prints when it crashes during a change contain no token.
func TestAccSecret_crash(t *testing.T) {
	t.Parallel()

	s := newSecrets(t)
	s.SkipBelow(11, 11, "write-only arguments")
	s.runRecorded(0, "apply", "-auto-approve")
	s.changeOutside()

	s.replaceUpdates(func() { s.crash(t) })
	// Terraform reports a crashed plugin or a cancelled request, whichever it notices
	// first. Both errors name the call.
	acctest.Contains(t, s.runRecorded(1, "apply", "-auto-approve"), "GRPCProvider).ApplyResourceChange")

	log, err := os.ReadFile(filepath.Join(s.Folder, "trace.log"))
	if err != nil || !bytes.Contains(log, []byte("SIGQUIT")) {
		t.Errorf("there are no stacks in the log of %d bytes: %v", len(log), err)
	}

	s.checkNoTraces()
}

// crash makes the provider print its stacks and exit.
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
