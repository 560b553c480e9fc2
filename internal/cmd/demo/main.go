// Command demo takes a real Terraform or OpenTofu through the life of a small
// runner fleet. GitLab is the emulator, the configuration is examples/demo, and
// every step is checked: by exit codes, by plans and outputs as JSON, by
// GitLab's own API, and by the emulator's journal of requests.
//
//	main.go       flags, exit codes
//	stage.go      what the story is played on, from build to clean-up
//	story.go      the steps: a new one is a new entry there
//	step_*.go     what happens in them
//	act.go        what a step does with Terraform, and checks each time
//	plan.go       plans as JSON: what would change
//	gitlab.go     the emulator, and what a person does in GitLab
//	journal.go    what Terraform asked of GitLab
//	narrate.go    printing
//	excerpt.go    the interesting part of an output
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
	"syscall"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

// makeDemo is how a person starts the demo.
const makeDemo = "make demo"

// Exit codes. The last one is a shell's for an interrupted command.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
)

// machine is what the demo takes from the machine it runs on.
type machine struct {
	terraform.Surroundings

	tempDir string // the folder for temporary folders, the system's if empty
	stdout  io.Writer
	stderr  io.Writer
	colour  bool
}

// options are the flags.
type options struct {
	terraform string
	keep      bool
	verbose   bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], machine{
		Surroundings: terraform.Surroundings{Command: makeDemo, Environment: os.Environ(), LookPath: exec.LookPath},
		stdout:       os.Stdout,
		stderr:       os.Stderr,
		colour:       wantsColour(os.Stdout, os.Getenv),
	})

	stop()
	os.Exit(code)
}

// run plays the demo and returns its exit code.
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

	n := &narrator{out: m.stdout, colour: m.colour, verbose: o.verbose}

	err = perform(ctx, n, m, path, o.keep)

	switch {
	case ctx.Err() != nil:
		n.failed(errInterrupted, nil)

		return exitInterrupted
	case err != nil:
		return exitFailed // the narrator has said why
	default:
		return exitOK
	}
}

var errInterrupted = errors.New("interrupted")

func parse(arguments []string, stderr io.Writer) (options, error) {
	var o options

	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.terraform, "terraform", "", "the Terraform or OpenTofu to use, a `path` or a name; before TF_ACC_TERRAFORM_PATH and the PATH")
	flags.BoolVar(&o.keep, "keep", false, "keep the temporary folder, with the configuration, the state and the plans")
	flags.BoolVar(&o.verbose, "v", false, "print the whole output of every command")

	if err := flags.Parse(arguments); err != nil {
		return options{}, err
	}

	if flags.NArg() > 0 {
		err := fmt.Errorf("unexpected argument %q", flags.Arg(0))
		fmt.Fprintln(stderr, err)
		flags.Usage()

		return options{}, err
	}

	return o, nil
}
