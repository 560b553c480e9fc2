package sandbox

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

// interruptDelay is how long an interrupted Terraform has to stop its provider.
const interruptDelay = 10 * time.Second

// TerraformDir is a folder with a configuration in which a Terraform or an
// OpenTofu runs. There is no init.
type TerraformDir struct {
	// Path is the binary, as [Host.Find] returns it.
	Path        string
	Folder      string
	Environment []string
}

// Result is the result of a command.
type Result struct {
	// Command is the command as typed.
	Command string
	Stdout  string
	Stderr  string
	Code    int
	// Took is the time from the start of the process to its end.
	Took time.Duration
	// Process describes the process, and the processes that it waited for.
	Process *os.ProcessState
}

// Output is everything that the command printed.
func (r *Result) Output() string { return r.Stdout + r.Stderr }

// OneLine is the output on one line: Terraform breaks and frames its messages.
func (r *Result) OneLine() string {
	return strings.Join(strings.Fields(strings.ReplaceAll(r.Output(), "│", " ")), " ")
}

// Typed is a command as typed in a shell.
func (d *TerraformDir) Typed(arguments []string) string {
	name := strings.TrimSuffix(filepath.Base(d.Path), ".exe")

	return strings.Join(append([]string{name}, arguments...), " ")
}

// Run runs a command to its end. An exit code is a result, not an error.
func (d *TerraformDir) Run(ctx context.Context, arguments ...string) (*Result, error) {
	result := &Result{Command: d.Typed(arguments)}

	var stdout, stderr bytes.Buffer

	command := exec.CommandContext(ctx, d.Path, arguments...)
	command.Dir = d.Folder
	command.Env = d.Environment
	command.Stdout, command.Stderr = &stdout, &stderr
	command.WaitDelay = interruptDelay
	// A killed Terraform would leave its provider behind.
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }

	began := time.Now()
	err := command.Run()
	result.Took = time.Since(began)
	result.Process = command.ProcessState
	result.Stdout, result.Stderr, result.Code = stdout.String(), stderr.String(), command.ProcessState.ExitCode()

	if ctx.Err() != nil {
		return result, ctx.Err()
	}

	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		return result, fmt.Errorf("%s cannot be run: %w", d.Path, err)
	}

	return result, nil
}

// Version is the product with its version, as "Terraform v1.11.4".
func (d *TerraformDir) Version(ctx context.Context) (string, error) {
	result, err := d.Run(ctx, "version")
	if err != nil {
		return "", err
	}

	first, _, _ := strings.Cut(result.Stdout, "\n")
	if result.Code != 0 || !strings.Contains(first, " v") {
		return "", fmt.Errorf("%s is neither Terraform nor OpenTofu: the command version has exit code %d and prints %q", d.Path, result.Code, first)
	}

	return first, nil
}

// Write writes a file into the folder, over the previous one.
func (d *TerraformDir) Write(name, text string) error {
	return os.WriteFile(filepath.Join(d.Folder, name), []byte(text), 0o600)
}
