// Command demo creates, changes and destroys a small runner fleet with a real Terraform
// or OpenTofu. GitLab is the emulator, the configuration is examples/demo, and every
// step is checked: by exit codes, by plans and outputs as JSON, by GitLab's API, and by
// the emulator's journal of requests.
package main

import (
	"context"
	"errors"
	"flag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

func main() { sandbox.Main(newCommand(fetcher{}).Execute) }

// options are the flags.
type options struct {
	keep    bool
	verbose bool
}

func newCommand(f fetcher) sandbox.Command {
	var o options

	return sandbox.Command{
		Name: "demo",
		Flags: func(flags *flag.FlagSet) {
			flags.BoolVar(&o.keep, "keep", false, "keep the temporary folder, with the configuration, the state and the plans")
			flags.BoolVar(&o.verbose, "v", false, "print the whole output of every command")
		},
		Check: func() error { return nil },
		Fetch: f.fetch,
		Run: func(ctx context.Context, h sandbox.Host, path string) int {
			return run(ctx, h, path, o)
		},
	}
}

// run runs the scenario and returns the exit code.
func run(ctx context.Context, h sandbox.Host, path string, o options) int {
	p := &printer{out: h.Stdout, colour: wantsColour(h.Stdout, h.Getenv), verbose: o.verbose}
	e := &environment{printer: p}

	err := e.runScenario(ctx, h, path, o.keep)

	switch {
	case ctx.Err() != nil:
		p.failed(errors.New("interrupted"), nil)

		return sandbox.ExitInterrupted
	case err != nil:
		p.failed(err, e.last)

		return sandbox.ExitFailed
	default:
		return sandbox.ExitOK
	}
}
