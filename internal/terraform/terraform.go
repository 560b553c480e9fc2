package terraform

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

// Terraform is a Terraform or an OpenTofu that works in one folder.
type Terraform struct {
	// Path is the binary, as [Find] returns it.
	Path        string
	Folder      string
	Environment []string
}

// Result is what a command did.
type Result struct {
	Command string // as typed
	Stdout  string
	Stderr  string
	Code    int
	// Took is from the start of the process to its end.
	Took time.Duration
	// Process is what the system says of it, and of the processes it waited for.
	Process *os.ProcessState
}

// Output is everything the command printed.
func (r *Result) Output() string { return r.Stdout + r.Stderr }

// Typed is a command as a person would type it.
func (t *Terraform) Typed(arguments []string) string {
	name := strings.TrimSuffix(filepath.Base(t.Path), ".exe")

	return strings.Join(append([]string{name}, arguments...), " ")
}

// Run runs a command to its end. An exit code is a result, not an error.
func (t *Terraform) Run(ctx context.Context, arguments ...string) (*Result, error) {
	done := &Result{Command: t.Typed(arguments)}

	var stdout, stderr bytes.Buffer

	command := exec.CommandContext(ctx, t.Path, arguments...)
	command.Dir = t.Folder
	command.Env = t.Environment
	command.Stdout, command.Stderr = &stdout, &stderr
	command.WaitDelay = patience
	// Killed at once, it would leave its provider behind.
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }

	began := time.Now()
	err := command.Run()
	done.Took = time.Since(began)
	done.Process = command.ProcessState
	done.Stdout, done.Stderr, done.Code = stdout.String(), stderr.String(), command.ProcessState.ExitCode()

	if ctx.Err() != nil {
		return done, ctx.Err()
	}

	var exited *exec.ExitError
	if err != nil && !errors.As(err, &exited) {
		return done, fmt.Errorf("%s cannot be run: %w", t.Path, err)
	}

	return done, nil
}

// Version is the product with its version, as "Terraform v1.11.4".
func (t *Terraform) Version(ctx context.Context) (string, error) {
	done, err := t.Run(ctx, "version")
	if err != nil {
		return "", err
	}

	first, _, _ := strings.Cut(done.Stdout, "\n")
	if done.Code != 0 || !strings.Contains(first, " v") {
		return "", fmt.Errorf("%s is neither Terraform nor OpenTofu: it answers to version with exit code %d and %q", t.Path, done.Code, first)
	}

	return first, nil
}

// Write writes a file beside the configuration.
func (t *Terraform) Write(name, text string) error {
	return os.WriteFile(filepath.Join(t.Folder, name), []byte(text), 0o600)
}
