// Command bench measures the cost of the provider: it runs a real Terraform with
// the emulator and latency, and prints every figure with its ideal. For requests
// and connections, that is the necessary number; for time, the cost of a provider
// that answers from memory, the floor, plus the time of GitLab's answers. It fails
// if a command sends another number of requests to GitLab than the ideal.
package main

import (
	"context"
	"flag"
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

func main() { sandbox.Main(newCommand().Execute) }

// options are the flags.
type options struct {
	run     *regexp.Regexp
	runners int
	latency time.Duration
	repeat  int
	plot    string
}

func newCommand() sandbox.Command {
	o := options{run: regexp.MustCompile("")}

	return sandbox.Command{
		Name: "bench",
		Flags: func(flags *flag.FlagSet) {
			flags.IntVar(&o.runners, "runners", 400, "the `size` of the fleet; all scenarios depend on it")
			flags.DurationVar(&o.latency, "latency", 50*time.Millisecond, "how long every answer of GitLab takes")
			flags.IntVar(&o.repeat, "repeat", 1, "how many `times` each scenario is measured; the run with the median ratio of processor times is printed")
			flags.StringVar(&o.plot, "plot", "", "instead of the scenarios, measure plans over 100 to 10,000 runners, and draw them in this `file` (SVG)")
			flags.Func("run", "only the scenarios whose names match this `regexp`", func(text string) (err error) {
				o.run, err = regexp.Compile(text)

				return err
			})
		},
		Check: func() error { return o.check() },
		Run: func(ctx context.Context, h sandbox.Host, path string) int {
			if err := run(ctx, h, o, path); err != nil {
				return h.Fail(err, sandbox.ExitFailed)
			}

			return sandbox.ExitOK
		},
	}
}

// scenarios are the scenarios to measure.
func (o options) scenarios() []scenario {
	all := scenarios(o.runners)
	if o.plot != "" {
		all = scale()
	}

	return slices.DeleteFunc(all, func(s scenario) bool { return !o.run.MatchString(s.name) })
}

func (o options) check() error {
	switch {
	case o.runners < 2:
		return fmt.Errorf("-runners: %d is too small; use 2 or more", o.runners)
	case o.latency < 0:
		return fmt.Errorf("-latency: %v is negative", o.latency)
	case o.repeat < 1:
		return fmt.Errorf("-repeat: %d is too small; use 1 or more", o.repeat)
	case len(o.scenarios()) == 0 && !o.run.MatchString(startName):
		return fmt.Errorf("-run: no scenario matches %q; without -run, each is printed with its name", o.run)
	default:
		return nil
	}
}
