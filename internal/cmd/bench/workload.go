package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// variables are the variables of a configuration.
type variables map[string]any

// workload is a command with a configuration, and what exists before.
type workload struct {
	// config is the name of the configuration, a file in config/.
	config string
	// files are files beside it, as JSON, for the floor.
	files map[string]any
	// first are the variables of an apply that makes one instance of each
	// resource; nil where nothing exists before.
	first variables
	// growth makes further instances in the state, and fill in GitLab, if the
	// instances are there.
	growth growth
	fill   func(context.Context) error
	// variables are those of the command.
	variables variables
	// command is plan or apply.
	command string
}

// commands are the arguments of each command. A plan is that of an unchanged fleet, so
// a plan with changes is a failure.
var commands = map[string][]string{
	"plan":  {"plan", "-detailed-exitcode"},
	"apply": {"apply", "-auto-approve"},
}

// prepare fills the folder, so that the command can run.
func (w workload) prepare(ctx context.Context, d *sandbox.TerraformDir) error {
	text, err := configurations.ReadFile("config/" + w.config + ".tf")
	if err != nil {
		return err
	}

	if err := d.Write("main.tf", string(text)); err != nil {
		return err
	}

	for name, content := range w.files {
		if err := writeJSON(d, name, content); err != nil {
			return err
		}
	}

	if w.first != nil {
		if err := w.makeState(ctx, d); err != nil {
			return err
		}
	}

	if w.fill != nil {
		if err := w.fill(ctx); err != nil {
			return fmt.Errorf("filling GitLab: %w", err)
		}
	}

	return setVariables(d, w.variables)
}

// makeState makes the state.
func (w workload) makeState(ctx context.Context, d *sandbox.TerraformDir) error {
	if err := setVariables(d, w.first); err != nil {
		return err
	}

	if _, err := succeed(ctx, d, commands["apply"]); err != nil {
		return err
	}

	file := filepath.Join(d.Folder, "terraform.tfstate")

	one, err := os.ReadFile(file)
	if err != nil {
		return err
	}

	many, err := w.growth.grow(one)
	if err != nil {
		return err
	}

	return os.WriteFile(file, many, 0o600)
}

func setVariables(d *sandbox.TerraformDir, v variables) error {
	return writeJSON(d, "terraform.tfvars.json", v)
}

func writeJSON(d *sandbox.TerraformDir, name string, content any) error {
	text, err := json.Marshal(content)
	if err != nil {
		return err
	}

	return d.Write(name, string(text))
}

// succeed runs a command. Its failure ends the benchmark.
func succeed(ctx context.Context, d *sandbox.TerraformDir, arguments []string) (*sandbox.Result, error) {
	result, err := d.Run(ctx, arguments...)
	if err != nil {
		return nil, err
	}

	if result.Code != 0 {
		return nil, fmt.Errorf("%q ended with exit code %d:\n%s", result.Command, result.Code, end(result.Output()))
	}

	return result, nil
}

// end is the last lines of an output, which has lines for thousands of resources.
func end(output string) string {
	const most = 30

	lines := strings.SplitAfter(output, "\n")

	return strings.Join(lines[max(0, len(lines)-most):], "")
}
