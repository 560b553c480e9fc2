// Package acctest is the harness of the protocol, the lifecycle and the reality
// ring. It is imported by external test packages only, so that no test code
// gets into the product and no import goes in circles.
//
// Every test has a GitLab of its own: the emulator in process with a clock that
// stands still, or, where GITLAB_BASE_URL and GITLAB_TOKEN name one, a real
// GitLab. Both are set up through GitLab's own API.
//
//	acctest.go    the GitLab of a test, and the provider bound to it
//	terraform.go  which Terraform or OpenTofu there is
//	workshop.go   a real one at work, for what the testing framework does not do;
//	              trace.go where it has left a secret
//	scene.go      groups, projects, users: through GitLab's API
//	sim.go        what only the emulator can do
//	proto.go      the provider driven in process, without any binary;
//	              proto_resource.go a resource, proto_ephemeral.go an ephemeral one,
//	              proto_action.go an action, proto_function.go a function,
//	              proto_import.go imports and identities, proto_list.go a list resource,
//	              proto_move.go a resource of another provider, proto_upgrade.go an old state,
//	              proto_value.go the values between
//	spoil.go      answers that are not what they should be, and words fit to show
//	check.go      what GitLab itself says afterwards
//	assert.go     what a test states
package acctest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// RootToken is the administrator's token of every emulator.
const RootToken = "glpat-root-of-the-emulator"

// Start is what the clock of every emulator shows at first.
var Start = time.Date(2030, time.January, 2, 3, 4, 5, 0, time.UTC)

// GitLab is the GitLab of one test.
type GitLab struct {
	// URL is its address, without /api/v4.
	URL string
	// Token is an administrator's.
	Token string
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
		return connect(t, &GitLab{URL: url, Token: token, Clock: clock.System{}, real: true})
	}

	return NewSim(t, options...)
}

// NewSim returns an emulator, for a test that needs what no GitLab lets a
// client do: faults, jobs, the journal, another version.
func NewSim(t *testing.T, options ...gitlabsim.Option) *GitLab {
	t.Helper()

	return NewSimBehind(t, func(sim http.Handler) http.Handler { return sim }, options...)
}

// NewSimBehind is NewSim with something between the emulator and everybody else.
func NewSimBehind(t *testing.T, between func(sim http.Handler) http.Handler, options ...gitlabsim.Option) *GitLab {
	t.Helper()

	fake := clock.NewFake(Start)
	options = append([]gitlabsim.Option{gitlabsim.WithClock(fake), gitlabsim.WithRootToken(RootToken)}, options...)

	server := httptest.NewServer(between(gitlabsim.New(options...)))
	t.Cleanup(server.Close)

	return connect(t, &GitLab{URL: server.URL, Token: RootToken, Clock: fake})
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
	if err != nil {
		t.Fatal(err)
	}

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

// Redirect takes the address of an instance out of an example, so that the
// provider finds this GitLab in its environment instead.
func (g *GitLab) Redirect(config string) string {
	return baseURL.ReplaceAllString(config, "")
}

var baseURL = regexp.MustCompile(`(?m)^\s*base_url\s*=.*$`)

// environment is what the provider finds around it: this GitLab.
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

// Providers are the factories for a lifecycle test. The provider finds this
// GitLab in its environment, so that no configuration needs a provider block.
func (g *GitLab) Providers() map[string]func() (tfprotov6.ProviderServer, error) {
	surroundings := provider.Surroundings{Clock: g.Clock, Getenv: g.environment}

	return map[string]func() (tfprotov6.ProviderServer, error){
		"gitlabrunner": func() (tfprotov6.ProviderServer, error) {
			return provider.NewServer(provider.NewIn(surroundings, "test"))(), nil
		},
	}
}
