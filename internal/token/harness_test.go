package token_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

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

// scene is a runner that somebody else made, and its token as Terraform goes on
// with it: refresh, plan, apply.
type scene struct {
	*acctest.GitLab
	*acctest.Proto

	t      *testing.T
	runner int64
	// first is the token that the runner was made with.
	first string
	state acctest.State
}

func newScene(t *testing.T, options ...gitlabsim.Option) *scene {
	t.Helper()

	g := acctest.NewSim(t, options...)
	s := &scene{GitLab: g, Proto: g.Proto(t, nil), t: t}
	s.runner, s.first = s.newRunner()
	s.Forget(t)

	return s
}

// newRunner makes a runner by hand.
func (s *scene) newRunner() (int64, string) {
	s.t.Helper()

	made, _, err := s.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
	if err != nil {
		s.t.Fatal(err)
	}

	return made.ID, made.Token
}

// config is the token of the scene's runner, with more attributes.
func (s *scene) config(more acctest.Values) acctest.Values {
	config := acctest.Values{"runner_id": s.runner}
	for name, value := range more {
		config[name] = value
	}

	return config
}

// rotating is config with windows and triggers; "" leaves one out.
func (s *scene) rotating(after, beforeExpiry, trigger string, more ...acctest.Values) acctest.Values {
	members := acctest.Values{}
	if after != "" {
		members["after"] = after
	}

	if beforeExpiry != "" {
		members["before_expiry"] = beforeExpiry
	}

	if trigger != "" {
		members["triggers"] = map[string]string{"n": trigger}
	}

	config := s.config(acctest.Values{"rotation": s.Nested(typeName, "rotation", members)})
	for _, each := range more {
		for name, value := range each {
			config[name] = value
		}
	}

	return config
}

// create creates the resource and forgets how.
func (s *scene) create(config acctest.Values) {
	s.t.Helper()

	s.state = s.Create(typeName, config)
	s.Forget(s.t)
}

// refresh begins another run.
func (s *scene) refresh() {
	s.t.Helper()
	s.Proto = s.NextRun()

	state, diagnostics := s.Read(typeName, s.state)
	acctest.Equal(s.t, "errors of the refresh", acctest.Errors(diagnostics), "")

	s.state = state
}

// plan refreshes and plans. It reports whether the token is to be replaced.
func (s *scene) plan(config acctest.Values) (acctest.Plan, bool) {
	s.t.Helper()
	s.refresh()

	plan := s.Plan(typeName, &s.state, config)
	acctest.Equal(s.t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")

	return plan, plan.Get(s.t, "token_version") == "unknown"
}

// apply does what Terraform does with a plan: it plans once more, from the same
// prior state, and that has to come out the same.
func (s *scene) apply(plan acctest.Plan, config acctest.Values) {
	s.t.Helper()

	again := s.Plan(typeName, &s.state, config)
	if !again.Value.Equal(plan.Value) {
		s.t.Errorf("the plan inside the apply is another: %v, was %v", again.Value, plan.Value)
	}

	state, diagnostics := s.Apply(typeName, again)
	acctest.Equal(s.t, "errors of the apply", acctest.Errors(diagnostics), "")

	s.state = state
}

// settled plans again and expects nothing to do.
func (s *scene) settled(config acctest.Values) {
	s.t.Helper()

	if plan, _ := s.plan(config); !plan.Value.Equal(s.state.Value) {
		s.t.Errorf("the next plan is not empty: %v, was %v", plan.Value, s.state.Value)
	}
}

// resetByID is the request that replaces the token of the scene's runner.
func (s *scene) resetByID() string {
	return fmt.Sprintf("POST /runners/%d/reset_authentication_token", s.runner)
}

func (s *scene) get(attribute string) string {
	s.t.Helper()

	return s.state.Get(s.t, attribute)
}

// expire has the tokens of instance runners expire after a time; one below 0 is
// never.
func expire(t *testing.T, g *acctest.GitLab, after time.Duration) {
	t.Helper()

	settings := map[string]any{"runner_token_expiration_interval": int64(after.Seconds())}
	if after < 0 {
		settings = map[string]any{"runner_token_expiration_interval": nil}
	}

	request, err := g.API.NewRequest("PUT", "application/settings", settings, nil)
	if err != nil {
		t.Fatal(err)
	}

	if _, err := g.API.Do(request, nil); err != nil {
		t.Fatal(err)
	}
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
