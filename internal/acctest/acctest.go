// Package acctest is the harness of the protocol, the lifecycle and the reality
// ring. Only external test packages import it: no test code gets into the
// product, and there is no import cycle.
//
// Every test has a GitLab of its own: the emulator in process with a clock that
// stands still, or, where GITLAB_BASE_URL and GITLAB_TOKEN name one, a real
// GitLab. Both are set up through GitLab's own API.
package acctest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// RootToken is the administrator's token of every emulator.
const RootToken = "glpat-root-of-the-emulator"

// Start is the first time of the clock of every emulator.
var Start = time.Date(2030, time.January, 2, 3, 4, 5, 0, time.UTC)

// GitLab is the GitLab of one test.
type GitLab struct {
	sandbox.GitLab

	// API is GitLab's own client, signed in with Token.
	API *gitlab.Client
	// Clock is shared by provider and emulator.
	Clock clock.Clock

	real bool
}

// New returns the GitLab that the environment names, or an emulator.
func New(t *testing.T, options ...gitlabsim.Option) *GitLab {
	t.Helper()

	if url, token := os.Getenv("GITLAB_BASE_URL"), os.Getenv("GITLAB_TOKEN"); url != "" && token != "" {
		return connect(t, &GitLab{GitLab: sandbox.GitLab{URL: url, Token: token}, Clock: clock.System{}, real: true})
	}

	return NewSim(t, options...)
}

// NewSim returns an emulator, for a test that needs faults, jobs, the journal or another
// version.
func NewSim(t *testing.T, options ...gitlabsim.Option) *GitLab {
	t.Helper()

	return NewSimBehind(t, func(sim http.Handler) http.Handler { return sim }, options...)
}

// NewSimBehind is NewSim with a handler in front of the emulator.
func NewSimBehind(t *testing.T, between func(sim http.Handler) http.Handler, options ...gitlabsim.Option) *GitLab {
	t.Helper()

	fake := clock.NewFake(Start)
	options = append([]gitlabsim.Option{gitlabsim.WithClock(fake), gitlabsim.WithRootToken(RootToken)}, options...)

	server := httptest.NewServer(between(gitlabsim.New(options...)))
	t.Cleanup(server.Close)

	return connect(t, &GitLab{GitLab: sandbox.GitLab{URL: server.URL, Token: RootToken}, Clock: fake})
}

func connect(t *testing.T, g *GitLab) *GitLab {
	t.Helper()

	g.API = g.As(t, g.Token)

	return g
}

// As returns GitLab's own client, signed in with another token.
func (g *GitLab) As(t *testing.T, token string) *gitlab.Client {
	t.Helper()

	client, err := gitlab.NewClient(token, gitlab.WithBaseURL(g.URL))
	noError(t, err)

	return client
}

// FakeClock is the clock of an emulator.
func (g *GitLab) FakeClock(t *testing.T) *clock.Fake {
	t.Helper()

	fake, ok := g.Clock.(*clock.Fake)
	if !ok {
		t.Fatal("a real GitLab's clock cannot be moved")
	}

	return fake
}

// WithToken is the same GitLab with another access token, or with none.
func (g *GitLab) WithToken(token string) *GitLab {
	other := *g
	other.Token = token

	return &other
}

// environment is the provider's environment. It names this GitLab.
func (g *GitLab) environment(name string) string {
	switch name {
	case "GITLAB_BASE_URL":
		return g.URL
	case "GITLAB_TOKEN":
		return g.Token
	default:
		return ""
	}
}

// Providers are the factories for a lifecycle test. The provider's environment
// names this GitLab, so that no configuration needs a provider block.
func (g *GitLab) Providers() map[string]func() (tfprotov6.ProviderServer, error) {
	surroundings := provider.Surroundings{Clock: g.Clock, Getenv: g.environment}

	return map[string]func() (tfprotov6.ProviderServer, error){
		"gitlabrunner": func() (tfprotov6.ProviderServer, error) {
			return provider.NewServer(provider.NewIn(surroundings, "test"))(), nil
		},
	}
}
