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
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	host := sandbox.Host{Environment: os.Environ(), LookPath: exec.LookPath, Stdout: os.Stdout, Stderr: os.Stderr}

	code := execute(ctx, os.Args[1:], host)

	stop()
	os.Exit(code)
}

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
		fmt.Fprintf(h.Stderr, "✘ %v\n", err)

		return sandbox.ExitUsage
	}

	if err := r.run(ctx); err != nil {
		fmt.Fprintf(h.Stderr, "✘ %v\n", err)

		return sandbox.ExitFailed
	}

	return sandbox.ExitOK
}
