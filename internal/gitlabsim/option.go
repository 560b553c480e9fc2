package gitlabsim

import (
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// Option changes one setting of a new [Server].
type Option func(*Server)

// WithClock sets the clock of the emulator: timestamps, status, expiry,
// rate limits, the Date header and the latency. The default is [clock.System].
func WithClock(c clock.Clock) Option {
	return func(s *Server) { s.clock = c }
}

// WithRootToken sets the personal access token of the administrator root. It
// has every scope and never expires. The default is "glpat-root".
func WithRootToken(token string) Option {
	return func(s *Server) { s.rootToken = token }
}

// WithRegistrationToken sets the instance's registration token, as the
// configuration of a GitLab can. The default is a random one.
func WithRegistrationToken(token string) Option {
	return func(s *Server) { s.registrationToken = token }
}

// WithVersion sets the GitLab release to answer like. The default is [Newest];
// a version that [ParseVersion] refuses panics.
func WithVersion(v Version) Option {
	return func(s *Server) {
		r, err := parseRelease(string(v))
		if err != nil {
			panic(err)
		}

		s.release = r
	}
}

// WithAdminMode switches on GitLab's admin mode: a token of an administrator
// has an administrator's permissions only with the scope admin_mode.
func WithAdminMode(on bool) Option {
	return func(s *Server) { s.adminMode = on }
}

// WithLatency has every answer of the API take this long on the emulator's clock.
func WithLatency(d time.Duration) Option {
	return func(s *Server) { s.latency = d }
}

// WithRateLimit allows each user (each address, where there is no user) so
// many requests in every period of the emulator's clock, and refuses the rest
// with 429.
func WithRateLimit(requests int, per time.Duration) Option {
	return func(s *Server) {
		if requests > 0 && per > 0 {
			s.limiter = newLimiter(requests, per)
		}
	}
}

// WithSeed sets what the emulator holds at the start.
func WithSeed(seed Seed) Option {
	return func(s *Server) { s.seed = seed }
}

// Seed is what the emulator holds at the start, beside root.
type Seed int

const (
	// SeedNone is an empty instance, the default.
	SeedNone Seed = iota
	// SeedDemo is a small fleet: groups, projects, runners of every type and
	// status, managers and jobs.
	SeedDemo
)
