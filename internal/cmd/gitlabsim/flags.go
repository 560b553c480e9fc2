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
	release := flags.String("gitlab-version", string(gitlabsim.Newest),
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

	version, versionErr := gitlabsim.ParseVersion(*release)
	start, known := map[string]gitlabsim.Seed{"none": gitlabsim.SeedNone, "demo": gitlabsim.SeedDemo}[*seed]
	requests, per, limitErr := parseRateLimit(*rateLimit)

	err := errors.Join(
		refuse(flags.NArg() > 0, "unexpected argument %q", flags.Arg(0)),
		checkAddress(*listen),
		refuse(*rootToken == "", "-root-token: must not be empty"),
		refuse(*latency < 0, "-latency: %v is negative", *latency),
		refuse(versionErr != nil, "-gitlab-version: %w", versionErr),
		refuse(!known, "-seed: %q is neither none nor demo", *seed),
		limitErr,
	)
	if err != nil {
		return settings{}, err
	}

	return settings{listen: *listen, options: []gitlabsim.Option{
		gitlabsim.WithRootToken(*rootToken), gitlabsim.WithAdminMode(*adminMode), gitlabsim.WithLatency(*latency),
		gitlabsim.WithRegistrationToken(*registrationToken), gitlabsim.WithVersion(version), gitlabsim.WithSeed(start),
		gitlabsim.WithRateLimit(requests, per),
	}}, nil
}

func refuse(invalid bool, format string, values ...any) error {
	if !invalid {
		return nil
	}

	return fmt.Errorf(format, values...)
}

// checkAddress refuses addresses other than loopback: the emulator shows an
// administrator's token, and any client can set its clock.
func checkAddress(listen string) error {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("-listen: %w", err)
	}

	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("-listen: %q is not a port", port)
	}

	address, err := netip.ParseAddr(host)
	if host != "localhost" && (err != nil || !address.IsLoopback()) {
		return fmt.Errorf("-listen: %q is not a loopback address; use 127.0.0.1, [::1] or localhost", host)
	}

	return nil
}

// parseRateLimit is 0 for an empty text: no limit.
func parseRateLimit(text string) (requests int, per time.Duration, err error) {
	if text == "" {
		return 0, 0, nil
	}

	count, period, _ := strings.Cut(text, "/")
	requests, countErr := strconv.Atoi(count)
	per, periodErr := time.ParseDuration(period)

	if countErr != nil || periodErr != nil || requests < 1 || per <= 0 {
		return 0, 0, fmt.Errorf("-rate-limit: %q is invalid; write requests and their time, such as 2000/60s", text)
	}

	return requests, per, nil
}
