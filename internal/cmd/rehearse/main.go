// Command rehearse makes a release without publishing it, and installs it as a
// user would: GoReleaser runs on a clone with a throw-away key, and a real
// Terraform and OpenTofu take the provider from a filesystem mirror, from a
// network mirror, and from a registry, on this machine.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

func main() { sandbox.Main(execute) }

// execute runs the command and returns its exit code.
func execute(ctx context.Context, arguments []string, h sandbox.Host) int {
	r := rehearsal{Host: h}

	flags := flag.NewFlagSet("rehearse", flag.ContinueOnError)
	flags.SetOutput(h.Stderr)
	flags.BoolVar(&r.allPlatforms, "all", false, "build for all platforms, not only for this one")
	flags.Usage = func() {
		fmt.Fprintln(h.Stderr, "usage: rehearse [-all] [terraform or tofu, a path or a name]...\nWithout a name: both, where they are on the PATH or in "+sandbox.PathVariable+".")
		flags.PrintDefaults()
	}

	switch err := flags.Parse(arguments); {
	case errors.Is(err, flag.ErrHelp):
		return sandbox.ExitOK
	case err != nil:
		return sandbox.ExitUsage // the flag package has printed the reason
	}

	if err := r.findBinaries(flags.Args()); err != nil {
		return h.Fail(err, sandbox.ExitUsage)
	}

	if err := r.run(ctx); err != nil {
		return h.Fail(err, sandbox.ExitFailed)
	}

	return sandbox.ExitOK
}
