// Command bench measures what the provider costs: it runs a real Terraform
// against the emulator with latency, and prints every figure beside its ideal.
// It fails where a command asked GitLab for more than the ideal.
//
//	main.go      flags, exit codes
//	scenario.go  what is measured: a new scenario is a new entry there
//	scene.go     what is there before, in GitLab and in the configuration
//	own.go       the same without a provider, own_list.go a list of it
//	config       the configurations of both
//	ideal.go     the least that a command has to ask of GitLab
//	bench.go     measuring a scenario
//	play.go      a command on a configuration
//	state.go     a state of thousands out of a state of one
//	start.go     how long the provider takes to start
//	gitlab.go    the emulator, gate.go what reaches it, clock.go its time
//	table.go     printing
//	usage        what a process takes of the machine
//	meter        asks that of each provider that Terraform starts
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"syscall"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

// makeBench is how a person starts the bench.
const makeBench = "make bench"

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// machine is what the bench takes from the machine it runs on.
type machine struct {
	terraform.Surroundings

	tempDir string // the folder for temporary folders, the system's if empty
	stdout  io.Writer
	stderr  io.Writer
}

// options are the flags.
type options struct {
	terraform string
	run       *regexp.Regexp
	runners   int
	latency   time.Duration
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], machine{
		Surroundings: terraform.Surroundings{Command: makeBench, Environment: os.Environ(), LookPath: exec.LookPath},
		stdout:       os.Stdout,
		stderr:       os.Stderr,
	})

	stop()
	os.Exit(code)
}

// run measures and returns the exit code.
func run(ctx context.Context, arguments []string, m machine) int {
	o, err := parse(arguments, m.stderr)

	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitUsage // the flag package has said why
	}

	path, err := m.Find(o.terraform)
	if err != nil {
		fmt.Fprintf(m.stderr, "✘ %v\n", err)

		return exitUsage
	}

	if err := perform(ctx, m, o, path); err != nil {
		fmt.Fprintf(m.stderr, "✘ %v\n", err)

		return exitFailed
	}

	return exitOK
}

func parse(arguments []string, stderr io.Writer) (options, error) {
	o := options{run: regexp.MustCompile("")}

	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.terraform, "terraform", "", "the Terraform or OpenTofu to use, a `path` or a name; before TF_ACC_TERRAFORM_PATH and the PATH")
	flags.IntVar(&o.runners, "runners", 1000, "the `size` of the fleet, which all scenarios follow")
	flags.DurationVar(&o.latency, "latency", 50*time.Millisecond, "how long every answer of GitLab takes")
	flags.Func("run", "the scenarios whose names match this `regexp`; all without it", func(text string) (err error) {
		o.run, err = regexp.Compile(text)

		return err
	})

	if err := flags.Parse(arguments); err != nil {
		return options{}, err
	}

	var wrong error

	switch {
	case flags.NArg() > 0:
		wrong = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case o.runners < 2:
		wrong = fmt.Errorf("-runners: %d are no fleet; use 2 or more", o.runners)
	case o.latency < 0:
		wrong = fmt.Errorf("-latency: %v is negative", o.latency)
	default:
		return o, nil
	}

	fmt.Fprintln(stderr, wrong)
	flags.Usage()

	return options{}, wrong
}
