package authtoken_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// handoff opens the ephemeral resource for the token of a state.
func handoff(t *testing.T, proto *acctest.Proto, runner int64, state acctest.State) (acctest.State, []*tfprotov6.Diagnostic) {
	t.Helper()

	opened, diagnostics := proto.Open(typeName, acctest.Values{"runner_id": runner, "token_version": state.Values(t)["token_version"]})
	acctest.Equal(t, "errors of the hand-off", acctest.Errors(diagnostics), "")

	return opened, diagnostics
}

// handsOn checks that a run hands on the token that it has created, and that other
// runs do not.
func (s *fixture) handsOn(t *testing.T, name string, runner int64, state acctest.State) {
	t.Helper()

	s.ClearJournal(t)

	opened, diagnostics := handoff(t, s.Proto, runner, state)
	acctest.Equal(t, name+": available", opened.Get(t, "available"), "true")
	acctest.Equal(t, name+": the token is accepted", s.accepts(opened.Get(t, "token")), true)
	acctest.Diagnosed(t, diagnostics)

	for _, request := range s.Journal(t)[1:] {
		t.Errorf("%s: the hand-off asked for %s", name, request)
	}

	elsewhere, _ := handoff(t, s.GitLab.Proto(t, nil), runner, state)
	acctest.Equal(t, name+": available in another run", elsewhere.Get(t, "available"), "false")
	acctest.Equal(t, name+": the token in another run", elsewhere.Get(t, "token"), "null")
}

func TestProtoTokenHandoff_tokenResource(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	without := acctest.Values{"store_token": false}
	s.create(s.rotating("", "", "1", without))

	first := s.State
	acctest.Equal(t, "token", first.Get(t, "token"), "null")
	s.handsOn(t, "created", s.runner, first)

	config := s.rotating("", "", "2", without)
	plan, _ := s.NextPlan(config)
	s.ApplyPlan(plan, config)
	s.handsOn(t, "rotated", s.runner, s.State)

	config = s.exchanging("2", without, acctest.Values{"reset_on_create": true})
	plan, _ = s.NextPlan(config)
	s.ApplyPlan(plan, config)

	present, _, err := s.API.Runners.ResetRunnerAuthenticationToken(s.runner)
	if err != nil {
		t.Fatal(err)
	}

	config = s.exchanging("3", without, acctest.Values{"current_token_wo": *present.Token})
	plan, _ = s.NextPlan(config)
	s.ApplyPlan(plan, config)
	s.handsOn(t, "exchanged", s.runner, s.State)

	// Each token version has its own token.
	again, _ := handoff(t, s.Proto, s.runner, first)
	acctest.Equal(t, "the first token is accepted", s.accepts(again.Get(t, "token")), false)

	other, _ := s.newRunner()
	opened, _ := handoff(t, s.Proto, other, s.State)
	acctest.Equal(t, "available for another runner", opened.Get(t, "available"), "false")
}

func TestProtoTokenHandoff_adoptedToken(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.config(acctest.Values{"store_token": false, "current_token_wo": s.first, "current_token_wo_version": 1}))

	opened, _ := handoff(t, s.Proto, s.runner, s.State)
	acctest.Equal(t, "the token", opened.Get(t, "token"), s.first)

	// An adopted token has no creation time, so no warning says that it may be lost.
	for range 2 {
		_, diagnostics := handoff(t, s.GitLab.Proto(t, nil), s.runner, s.State)
		acctest.Diagnosed(t, diagnostics)

		config := s.config(acctest.Values{"store_token": false, "current_token_wo": s.first, "current_token_wo_version": 2})
		plan, _ := s.NextPlan(config)
		s.ApplyPlan(plan, config)
		acctest.Equal(t, "token_version", s.get("token_version"), "1")
	}
}

func TestProtoTokenHandoff_runnerResource(t *testing.T) {
	t.Parallel()

	const runnerType = "gitlabrunner_runner"

	s := newFixture(t)
	config := func(trigger string) acctest.Values {
		return acctest.Values{
			"runner_type": "instance_type", "store_token": false,
			"rotate_when_changed": map[string]string{"n": trigger},
		}
	}

	state := s.Create(runnerType, config("1"))
	s.handsOn(t, "created", state.ID(t), state)

	state, _ = s.Apply(runnerType, s.Plan(runnerType, &state, config("2")))
	acctest.Equal(t, "token", state.Get(t, "token"), "null")
	s.handsOn(t, "rotated", state.ID(t), state)

	// A plan creates no token, so the value is unknown.
	opened, _ := s.Open(typeName, acctest.Values{"runner_id": state.ID(t), "token_version": 1})
	acctest.Equal(t, "the token of another version", opened.Get(t, "token"), "null")
}

// A warning says that a hand-off may have been lost, until a machine uses the token.
func TestProtoTokenHandoff_lost(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.FakeClock(t).Advance(time.Hour)
	s.create(s.config(acctest.Values{"store_token": false}))

	later := func(wants ...tfdiag.ID) {
		t.Helper()

		opened, diagnostics := handoff(t, s.GitLab.Proto(t, nil), s.runner, s.State)
		acctest.Equal(t, "available", opened.Get(t, "available"), "false")
		acctest.Diagnosed(t, diagnostics, wants...)
	}

	later(tfdiag.TokenMayBeLost)

	// A contact before the creation of the token does not count.
	before, after := acctest.Start, acctest.Start.Add(2*time.Hour)
	s.Age(t, s.runner, acctest.Start, &before)
	later(tfdiag.TokenMayBeLost)

	// Nor does a contact at the time of its creation, because an exchange is one.
	exchanged := acctest.Start.Add(time.Hour)
	s.Age(t, s.runner, acctest.Start, &exchanged)
	later(tfdiag.TokenMayBeLost)

	s.Age(t, s.runner, acctest.Start, &after)
	later()

	// A runner that cannot be read gives no warning.
	s.Age(t, s.runner, acctest.Start, &before)
	s.Fault(t, acctest.Fault{Method: "GET", Path: "/api/v4/runners/*", Times: 1, Status: 403, Body: forbidden})
	later()
	later(tfdiag.TokenMayBeLost)
}

// The ID of a runner, and the second in which its token was created, can be the
// same on two instances: base_url tells them apart.
func TestProtoTokenHandoff_otherInstance(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.config(nil))

	opens := func(url any) (acctest.State, []*tfprotov6.Diagnostic) {
		return s.Open(typeName, acctest.Values{"runner_id": s.runner, "token_version": s.State.Values(t)["token_version"], "base_url": url})
	}

	for _, url := range []any{nil, s.URL, s.URL + "/api/v4/"} {
		opened, diagnostics := opens(url)
		acctest.Diagnosed(t, diagnostics)
		acctest.Equal(t, "available", opened.Get(t, "available"), "true")
	}

	_, diagnostics := opens("https://other.example.com")
	acctest.Diagnosed(t, diagnostics, acctest.At("base_url", tfdiag.HandoffOtherInstance))
}

func TestProtoTokenVerification_basic(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.ExpireTokens(t, 10*time.Hour)
	s.create(s.config(nil))

	// No access token is needed.
	proto := s.WithToken("").Proto(t, nil)

	opens := func(config acctest.Values) string {
		opened, diagnostics := proto.Open(verificationName, config)
		acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

		return fmt.Sprint(opened.Get(t, "valid"), " ", opened.Get(t, "runner_id"), " ", opened.Get(t, "token_expires_at"))
	}

	traceless := func(token any) string { return opens(acctest.Values{"token": token}) }
	machine := func(token any) string { return opens(acctest.Values{"token": token, "system_id": "s_1"}) }

	acctest.Equal(t, "a replaced token of a machine", machine(s.first), "false null null")
	acctest.Equal(t, "a valid token", traceless(s.get("token")), "true null null")
	acctest.Equal(t, "a replaced token", traceless(s.first), "false null null")
	acctest.Equal(t, "no token at all", traceless("nonsense"), "false null null")
	acctest.Equal(t, "an empty token", traceless(""), "false null null")
	acctest.Equal(t, "the managers", s.managers(), nil)

	runner, _, err := s.API.Runners.GetRunnerDetails(s.runner)
	if err != nil || runner.ContactedAt != nil {
		t.Errorf("a contact at %v, %v", runner.ContactedAt, err)
	}

	acctest.Equal(t, "a valid token of a machine", machine(s.get("token")), fmt.Sprintf("true %d 2030-01-02T13:04:05Z", s.runner))
	acctest.Equal(t, "the managers", s.managers(), []string{"s_1"})

	s.ClearJournal(t)
	acctest.Equal(t, "null", traceless(nil), "null null null")
	acctest.Equal(t, "null of a machine", machine(nil), "null null null")
	acctest.Equal(t, "the writes for null", s.Writes(t), nil)

	s.FakeClock(t).Advance(11 * time.Hour)
	acctest.Equal(t, "an expired token", traceless(s.get("token")), "false null null")
	acctest.Equal(t, "an expired token of a machine", machine(s.get("token")), "false null null")
}

// An answer that does not concern the token is an error.
func TestProtoTokenVerification_otherAnswers(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		status int
		body   string
		want   tfdiag.Cause
	}{
		"GitLab fails":     {500, `{"message":"500 Internal Server Error"}`, tfdiag.ServerFailed},
		"gateway":          {403, `{"message":"Forbidden"}`, tfdiag.Forbidden},
		"maintenance mode": {403, `{"message":"You cannot perform write operations on a read-only instance"}`, tfdiag.ReadOnly},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := newFixture(t)
			s.Fault(t, acctest.Fault{Path: "/api/v4/runners/*", Times: 100, Status: test.status, Body: test.body})

			for _, config := range []acctest.Values{{"token": s.first}, {"token": s.first, "system_id": "s_1"}} {
				_, diagnostics := s.Open(verificationName, config)
				acctest.Diagnosed(t, diagnostics, tfdiag.CheckRunnerToken.Because(test.want))
				hides(t, "the error", diagnostics, s.first)
			}
		})
	}
}
