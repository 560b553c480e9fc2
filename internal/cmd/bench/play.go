package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

// values are the variables of a configuration.
type values map[string]any

// play is a command on a configuration, and what is there before.
type play struct {
	// config is the name of the configuration, a file in config/.
	config string
	// beside are files that it reads, as JSON.
	beside map[string]any
	// first are the variables of an apply that makes one instance of each
	// resource; nil where there is nothing before.
	first values
	// more makes many of them in the state, and fill in GitLab, if it is there
	// that they are.
	more growth
	fill func(context.Context) error
	// values are the variables of the command.
	values values
	// command is plan or apply.
	command string
}

// Plans that find anything to do have failed: they are measured because they
// are to find nothing.
var commands = map[string][]string{
	"plan":  {"plan", "-detailed-exitcode"},
	"apply": {"apply", "-auto-approve"},
}

// prepare makes a folder in which the command can be run at once.
func (p play) prepare(ctx context.Context, t *terraform.Terraform) error {
	text, err := configurations.ReadFile("config/" + p.config + ".tf")
	if err != nil {
		return err
	}

	if err := errors.Join(os.MkdirAll(t.Folder, 0o700), t.Write("main.tf", string(text))); err != nil {
		return err
	}

	for name, content := range p.beside {
		if err := writeJSON(t, name, content); err != nil {
			return err
		}
	}

	if p.first != nil {
		if err := p.begin(ctx, t); err != nil {
			return err
		}
	}

	if p.fill != nil {
		if err := p.fill(ctx); err != nil {
			return fmt.Errorf("filling GitLab: %w", err)
		}
	}

	return setVariables(t, p.values)
}

// begin makes the state.
func (p play) begin(ctx context.Context, t *terraform.Terraform) error {
	if err := setVariables(t, p.first); err != nil {
		return err
	}

	if _, err := succeed(ctx, t, commands["apply"]); err != nil {
		return err
	}

	file := filepath.Join(t.Folder, "terraform.tfstate")

	one, err := os.ReadFile(file)
	if err != nil {
		return err
	}

	many, err := p.more.grow(one)
	if err != nil {
		return err
	}

	return os.WriteFile(file, many, 0o600)
}

func setVariables(t *terraform.Terraform, v values) error {
	return writeJSON(t, "terraform.tfvars.json", v)
}

func writeJSON(t *terraform.Terraform, name string, content any) error {
	text, err := json.Marshal(content)
	if err != nil {
		return err
	}

	return t.Write(name, string(text))
}

// succeed runs a command whose failure ends the bench.
func succeed(ctx context.Context, t *terraform.Terraform, arguments []string) (*terraform.Result, error) {
	done, err := t.Run(ctx, arguments...)
	if err != nil {
		return nil, err
	}

	if done.Code != 0 {
		return nil, fmt.Errorf("%q ended with exit code %d:\n%s", done.Command, done.Code, end(done.Output()))
	}

	return done, nil
}

// end is the last lines of an output, which tells of thousands of resources.
func end(output string) string {
	const most = 30

	lines := strings.SplitAfter(output, "\n")

	return strings.Join(lines[max(0, len(lines)-most):], "")
}
