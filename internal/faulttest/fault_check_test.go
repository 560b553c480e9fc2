package faulttest_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// checkDiagnostics checks that the error names the request or the interrupt, and
// has no token.
func (c *faultCase) checkDiagnostics(t *testing.T) {
	t.Helper()

	if c.fault.answers && c.write.finishes() {
		acctest.Equal(t, "the errors of a write that was answered after the interrupt", c.failure, "")
	}

	if c.failure == "" {
		return
	}

	switch interrupted := strings.Contains(strings.ToLower(c.failure), "interrupted"); {
	case strings.HasPrefix(c.fault.name, "Ctrl-C") && interrupted:
	case strings.HasPrefix(c.fault.name, "Ctrl-C") && c.write.method != http.MethodPost:
		t.Errorf("the error does not name the interrupt:\n%s", c.failure)
	default:
		acctest.Contains(t, c.failure, "/api/v4/")
	}

	if slices.Contains(c.raised, acctest.FrameworkError) {
		t.Errorf("the error is not in the catalogue:\n%s", c.failure)
	}

	for _, secret := range []string{acctest.RootToken, c.runnersOwnToken, c.owner.RunnersToken, c.group.RunnersToken} {
		if secret != "" && strings.Contains(c.failure, secret) {
			t.Errorf("a token is in the error:\n%s", c.failure)
		}
	}
}

// checkRaised checks that one of these diagnostics was raised.
func (c *faultCase) checkRaised(t *testing.T, wants ...tfdiag.ID) {
	t.Helper()

	if !slices.ContainsFunc(c.raised, func(id tfdiag.ID) bool { return slices.Contains(wants, id) }) {
		t.Errorf("%v was raised, want one of %v", c.raised, wants)
	}
}

// checkRunners checks that every new runner is in the state, or that the error says
// that it may exist.
func (c *faultCase) checkRunners(t *testing.T, more int) {
	t.Helper()

	switch {
	case c.write.makes && c.state.Gone():
		if more > 1 {
			t.Errorf("one create made %d runners", more)
		}

		if more == 1 {
			c.checkRaised(t, tfdiag.CreateRunner.Because(tfdiag.Lost), tfdiag.RegisterRunner.Because(tfdiag.Lost))
		}
	case c.write.makes:
		acctest.Equal(t, "new runners", more, 1)
	case more != 0 && !(c.write.after == nil && more == -1):
		t.Errorf("there are %d runners more", more)
	}
}

// checkState checks that the state is that of GitLab after a success, and unchanged
// after a refusal.
func (c *faultCase) checkState(t *testing.T) {
	t.Helper()

	switch {
	case c.failure == "" && c.wanted() == nil:
		c.checkDestroyed(t)
	case c.failure == "" && (c.write.secondary || c.fault.answers): // After an interrupt the provider reads nothing more.
		c.checkNothingFalse(t)
	case c.failure == "":
		c.checkConverged(t)
	case c.before == nil:
		acctest.Equal(t, "without state after a failed creation", c.state.Gone(), true)
	case !c.write.partial && !c.state.Value.Equal(c.before.Value):
		t.Errorf("the state is %v after a failure, was %v", c.state.Value, c.before.Value)
	}
}

// checkDestroyed checks that the object is neither in the state nor in GitLab.
func (c *faultCase) checkDestroyed(t *testing.T) {
	t.Helper()
	acctest.Equal(t, "no longer in the state", c.state.Gone(), true)

	if createsRunner(c.write) {
		if _, _, err := c.API.Runners.GetRunnerDetails(c.before.ID(t)); !errors.Is(err, gitlab.ErrNotFound) {
			t.Errorf("the runner is no longer in the state, and still in GitLab: %v", err)
		}

		return
	}

	runner, _, err := c.API.Runners.GetRunnerDetails(c.runner)
	if err != nil {
		t.Fatal(err)
	}

	acctest.Equal(t, "projects of the runner", len(runner.Projects), 1)
}

// checkConverged checks that a refresh changes nothing, that the plan after it is
// empty, and that GitLab accepts the token in the state.
func (c *faultCase) checkConverged(t *testing.T) {
	t.Helper()

	refreshed, diagnostics := c.Read(c.write.typeName, c.state)
	acctest.Equal(t, "errors of the refresh", acctest.Errors(diagnostics), "")

	if !refreshed.Value.Equal(c.state.Value) {
		t.Errorf("the state is %v, and GitLab has %v", c.state.Value, refreshed.Value)
	}

	plan := c.Plan(c.write.typeName, &refreshed, c.wanted())
	if !plan.Value.Equal(refreshed.Value) {
		t.Errorf("the next plan is not empty: %v, was %v", plan.Value, refreshed.Value)
	}

	c.checkToken(t)
}

// checkNothingFalse checks that GitLab has the values in the state, which may lack some.
func (c *faultCase) checkNothingFalse(t *testing.T) {
	t.Helper()

	refreshed, diagnostics := c.Read(c.write.typeName, c.state)
	acctest.Equal(t, "errors of the refresh", acctest.Errors(diagnostics), "")

	has := refreshed.Values(t)
	for name, says := range c.state.Values(t) {
		if !says.IsNull() && !says.Equal(has[name]) {
			t.Errorf("the state says that %s is %v, and GitLab %v", name, says, has[name])
		}
	}

	c.checkToken(t)
}

func (c *faultCase) checkToken(t *testing.T) {
	t.Helper()

	value, has := c.state.Values(t)["token"]
	if !has || value.IsNull() || c.tokenDies {
		return
	}

	token := acctest.Text(value)

	if c.write.typeName != "gitlabrunner_registration_token" {
		if _, err := c.API.Runners.VerifyRegisteredRunner(&gitlab.VerifyRegisteredRunnerOptions{Token: &token}); err != nil {
			t.Errorf("GitLab refuses the token in the state: %v", err)
		}

		return
	}

	if _, _, err := c.API.Runners.RegisterNewRunner(&gitlab.RegisterNewRunnerOptions{Token: &token}); err != nil {
		t.Errorf("GitLab refuses the registration token in the state: %v", err)
	}
}
