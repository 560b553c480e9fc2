package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// patience is how long an interrupted Terraform may take to stop its provider.
const patience = 10 * time.Second

// terraform is a Terraform or an OpenTofu that works in one folder.
type terraform struct {
	path        string
	folder      string
	environment []string
}

// result is what a command did.
type result struct {
	command string // as typed
	stdout  string
	stderr  string
	code    int
}

// output is everything the command printed.
func (r *result) output() string { return r.stdout + r.stderr }

// typed is a command as a person would type it.
func (t *terraform) typed(arguments []string) string {
	name := strings.TrimSuffix(filepath.Base(t.path), ".exe")

	return strings.Join(append([]string{name}, arguments...), " ")
}

// run runs a command to its end. An exit code is a result, not an error.
func (t *terraform) run(ctx context.Context, arguments ...string) (*result, error) {
	done := &result{command: t.typed(arguments)}

	var stdout, stderr bytes.Buffer

	command := exec.CommandContext(ctx, t.path, arguments...)
	command.Dir = t.folder
	command.Env = t.environment
	command.Stdout, command.Stderr = &stdout, &stderr
	command.WaitDelay = patience
	// Killed at once, it would leave its provider behind.
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }

	err := command.Run()
	done.stdout, done.stderr, done.code = stdout.String(), stderr.String(), command.ProcessState.ExitCode()

	if ctx.Err() != nil {
		return done, ctx.Err()
	}

	var exited *exec.ExitError
	if err != nil && !errors.As(err, &exited) {
		return done, fmt.Errorf("%s cannot be run: %w", t.path, err)
	}

	return done, nil
}

// version is the product with its version, as "Terraform v1.11.4".
func (t *terraform) version(ctx context.Context) (string, error) {
	done, err := t.run(ctx, "version")
	if err != nil {
		return "", err
	}

	first, _, _ := strings.Cut(done.stdout, "\n")
	if done.code != 0 || !strings.Contains(first, " v") {
		return "", fmt.Errorf("%s is neither Terraform nor OpenTofu: it answers to version with exit code %d and %q", t.path, done.code, first)
	}

	return first, nil
}

// knowsWriteOnly reports whether a version, as "OpenTofu v1.11.0", can hand on
// what is in no state.
func knowsWriteOnly(version string) bool {
	var major, minor int

	_, number, _ := strings.Cut(version, " v")
	if _, err := fmt.Sscanf(number, "%d.%d", &major, &minor); err != nil {
		return false
	}

	return major > 1 || minor >= 11
}

// disturbing begins the names of variables that would reach into the demo:
// those of Terraform, and those from which the provider takes its GitLab.
var disturbing = []string{"TF_", "TOFU_", "TERRAFORM_", "GITLAB_", "CI_", "CHECKPOINT_"}

// undisturbed is the caller's environment without those, and with our own.
func undisturbed(callers []string, own ...string) []string {
	var environment []string

	for _, variable := range callers {
		name := strings.ToUpper(variable)

		if !hasAnyPrefix(name, disturbing) {
			environment = append(environment, variable)
		}
	}

	return append(environment, own...)
}

func hasAnyPrefix(text string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}

	return false
}

// cliConfig has Terraform take the provider from a folder, and never ask a
// registry. An address without a host is of another registry in OpenTofu.
func cliConfig(providerFolder string) string {
	return fmt.Sprintf(`provider_installation {
  dev_overrides {
    "registry.terraform.io/gitlabrunner/gitlabrunner"  = %[1]q
    "registry.opentofu.org/gitlabrunner/gitlabrunner" = %[1]q
  }
}
`, filepath.ToSlash(providerFolder))
}
