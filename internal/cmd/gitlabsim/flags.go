package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

var errHelp = flag.ErrHelp

// settings are the flags, understood.
type settings struct {
	listen  string
	options []gitlabsim.Option
}

const usage = `gitlabsim answers like GitLab's Runners API, from memory. It prints one line when it is ready,
"listening on http://127.0.0.1:8929", and serves until it is interrupted.

  gitlabsim -seed demo
  curl -H "PRIVATE-TOKEN: glpat-root" http://127.0.0.1:8929/api/v4/runners/all

Flags:
`

func parseFlags(arguments []string, stderr io.Writer) (settings, error) {
	flags := flag.NewFlagSet("gitlabsim", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // errors are reported once, by the caller

	listen := flags.String("listen", "127.0.0.1:8929", "loopback `address` to listen on; port 0 picks a free one")
	rootToken := flags.String("root-token", "glpat-root", "personal access `token` of the administrator root")
	registrationToken := flags.String("registration-token", "", "registration `token` of the instance; random when empty")
	version := flags.String("gitlab-version", string(gitlabsim.Newest),
		"GitLab `release` to answer like: any from "+gitlabsim.Versions()[0]+" on")
	seed := flags.String("seed", "none", "what to hold at the start: `none|demo`")
	latency := flags.Duration("latency", 0, "how long every answer takes, such as 50ms")
	rateLimit := flags.String("rate-limit", "", "`requests/period` for each user, such as 2000/60s; none when empty")
	adminMode := flags.Bool("admin-mode", false, "have administrators need the scope admin_mode")

	if err := flags.Parse(arguments); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			_, _ = io.WriteString(stderr, usage)

			flags.SetOutput(stderr)
			flags.PrintDefaults()

			return settings{}, err
		}

		return settings{}, fmt.Errorf("%w; gitlabsim -help lists the flags", err)
	}

	options := []gitlabsim.Option{
		gitlabsim.WithRootToken(*rootToken), gitlabsim.WithAdminMode(*adminMode), gitlabsim.WithLatency(*latency),
		gitlabsim.WithRegistrationToken(*registrationToken),
	}

	release, versionErr := versionOption(*version)
	planted, seedErr := seedOption(*seed)
	limited, limitErr := rateLimitOption(*rateLimit)

	err := errors.Join(checkRest(flags), checkAddress(*listen), checkToken(*rootToken), checkLatency(*latency),
		versionErr, seedErr, limitErr)
	if err != nil {
		return settings{}, err
	}

	return settings{listen: *listen, options: append(options, release, planted, limited)}, nil
}

func checkRest(flags *flag.FlagSet) error {
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}

	return nil
}

// checkAddress refuses addresses other than loopback: the emulator shows an
// administrator's token, and any client can set its clock.
func checkAddress(listen string) error {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("-listen: %w", err)
	}

	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("-listen: %q is no port", port)
	}

	address, err := netip.ParseAddr(host)
	if host != "localhost" && (err != nil || !address.IsLoopback()) {
		return fmt.Errorf("-listen: %q is not a loopback address; use 127.0.0.1, [::1] or localhost", host)
	}

	return nil
}

func checkToken(token string) error {
	if token == "" {
		return errors.New("-root-token: must not be empty")
	}

	return nil
}

func checkLatency(d time.Duration) error {
	if d < 0 {
		return fmt.Errorf("-latency: %v is negative", d)
	}

	return nil
}

func versionOption(text string) (gitlabsim.Option, error) {
	v, err := gitlabsim.ParseVersion(text)
	if err != nil {
		return nil, fmt.Errorf("-gitlab-version: %w", err)
	}

	return gitlabsim.WithVersion(v), nil
}

func seedOption(text string) (gitlabsim.Option, error) {
	switch text {
	case "none":
		return gitlabsim.WithSeed(gitlabsim.SeedNone), nil
	case "demo":
		return gitlabsim.WithSeed(gitlabsim.SeedDemo), nil
	default:
		return nil, fmt.Errorf("-seed: %q is neither none nor demo", text)
	}
}

func rateLimitOption(text string) (gitlabsim.Option, error) {
	if text == "" {
		return gitlabsim.WithRateLimit(0, 0), nil
	}

	count, period, _ := strings.Cut(text, "/")
	requests, countErr := strconv.Atoi(count)
	per, periodErr := time.ParseDuration(period)

	if countErr != nil || periodErr != nil || requests < 1 || per <= 0 {
		return nil, fmt.Errorf("-rate-limit: %q is no limit such as 2000/60s", text)
	}

	return gitlabsim.WithRateLimit(requests, per), nil
}
