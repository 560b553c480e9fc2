package authtoken_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

const (
	typeName         = "gitlabrunner_authentication_token"
	verificationName = "gitlabrunner_token_verification"
	ownSystemID      = "terraform-provider-gitlabrunner"

	resetByToken = "POST /runners/reset_authentication_token"
)

// forbidden is GitLab's own refusal.
const forbidden = `{"message":"403 Forbidden"}`

// fixture is a runner that was created outside of Terraform, and the resource of its
// token.
type fixture struct {
	*acctest.Managed

	t      *testing.T
	runner int64
	// first is the first token of the runner.
	first string
}

func newFixture(t *testing.T, options ...gitlabsim.Option) *fixture {
	t.Helper()

	s := &fixture{Managed: acctest.NewSim(t, options...).Manage(t, typeName), t: t}
	s.runner, s.first = s.newRunner()
	s.ClearJournal(t)

	return s
}

// fixtureIn is a fixture for a test with a real Terraform.
func fixtureIn(t *testing.T, g *acctest.GitLab) *fixture {
	t.Helper()

	return &fixture{Managed: &acctest.Managed{GitLab: g}, t: t}
}

// newRunner creates a runner outside of Terraform.
func (s *fixture) newRunner() (int64, string) {
	s.t.Helper()

	made, _, err := s.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
	if err != nil {
		s.t.Fatal(err)
	}

	return made.ID, made.Token
}

// config is the token of the fixture's runner, with more attributes.
func (s *fixture) config(more acctest.Values) acctest.Values {
	config := acctest.Values{"runner_id": s.runner}
	for name, value := range more {
		config[name] = value
	}

	return config
}

// rotating is config with a rotation; "" leaves an attribute out.
func (s *fixture) rotating(after, beforeExpiry, trigger string, more ...acctest.Values) acctest.Values {
	members := acctest.Values{}
	if after != "" {
		members["rotate_after"] = after
	}

	if beforeExpiry != "" {
		members["rotate_before_expiry"] = beforeExpiry
	}

	if trigger != "" {
		members["rotate_when_changed"] = map[string]string{"n": trigger}
	}

	config := s.config(members)
	for _, each := range more {
		for name, value := range each {
			config[name] = value
		}
	}

	return config
}

// create creates the resource and clears the journal.
func (s *fixture) create(config acctest.Values) {
	s.t.Helper()

	s.State = s.Create(typeName, config)
	s.ClearJournal(s.t)
}

// resetByID is the request that replaces the token of the fixture's runner.
func (s *fixture) resetByID() string {
	return fmt.Sprintf("POST /runners/%d/reset_authentication_token", s.runner)
}

func (s *fixture) get(attribute string) string {
	s.t.Helper()

	return s.State.Get(s.t, attribute)
}

// hides checks that no message holds a token.
func hides(t *testing.T, where string, diagnostics []*tfprotov6.Diagnostic, secrets ...string) {
	t.Helper()

	for _, diagnostic := range diagnostics {
		for _, secret := range secrets {
			if strings.Contains(diagnostic.Summary+diagnostic.Detail, secret) {
				t.Errorf("%s: a token is in the message: %s", where, diagnostic.Summary)
			}
		}
	}
}

// errorsOf are the errors among diagnostics.
func errorsOf(diagnostics []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	return slices.DeleteFunc(slices.Clone(diagnostics), func(diagnostic *tfprotov6.Diagnostic) bool {
		return diagnostic.Severity != tfprotov6.DiagnosticSeverityError
	})
}
