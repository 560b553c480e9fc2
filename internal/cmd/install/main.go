// Command install puts the provider, built from this source, where Terraform and
// OpenTofu find it without a CLI configuration: into a folder that both search
// before the registry, their implied local mirror.
// https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
package main

import (
	"context"
	"errors"
	"flag"
	"runtime"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

func main() {
	sandbox.Main(func(ctx context.Context, arguments []string, h sandbox.Host) int {
		return execute(ctx, arguments, &machine{Host: h, goos: runtime.GOOS, goarch: runtime.GOARCH, build: sandbox.BuildVersion})
	})
}

// execute runs the command and returns its exit code.
func execute(ctx context.Context, arguments []string, m *machine) int {
	flags := flag.NewFlagSet("install", flag.ContinueOnError)
	flags.SetOutput(m.Stderr)
	remove := flags.Bool("uninstall", false, "remove what was installed")

	switch err := flags.Parse(arguments); {
	case errors.Is(err, flag.ErrHelp):
		return sandbox.ExitOK
	case err != nil:
		return sandbox.ExitUsage // the flag package has printed the reason
	}

	run := m.install
	if *remove {
		run = func(context.Context) error { return m.uninstall() }
	}

	if err := run(ctx); err != nil {
		return m.Fail(err, sandbox.ExitFailed)
	}

	return sandbox.ExitOK
}
