package authtoken_test

import (
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// exchanging is a rotation that exchanges the current token.
func (s *fixture) exchanging(trigger string, more ...acctest.Values) acctest.Values {
	return s.rotating("", "", trigger, append(more, acctest.Values{"use_runner_token": true})...)
}

func TestProtoToken_exchangeOfTokenInState(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.rotating("", "", "1"))

	config := s.exchanging("1")
	plan, rotates := s.NextPlan(config)
	acctest.Equal(t, "rotates because of use_runner_token", rotates, false)
	s.ApplyPlan(plan, config)

	old := s.get("token")
	config = s.exchanging("2")
	plan, rotates = s.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", s.Writes(t), []string{resetByToken})
	acctest.Equal(t, "the managers", s.managers(), []string{ownSystemID})
	acctest.Equal(t, "the old token is accepted", s.accepts(old), false)
	acctest.Equal(t, "the new token is accepted", s.accepts(s.get("token")), true)
	s.CheckEmptyPlan(config)

	// Another exchange uses the token of the first one, and turns store_token off: the
	// token in the state is sufficient for one more exchange.
	config = s.exchanging("3", acctest.Values{"store_token": false})
	plan, _ = s.NextPlan(config)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "token", s.get("token"), "null")

	config = s.exchanging("4", acctest.Values{"store_token": false})
	s.Refresh()

	plan = s.Plan(typeName, &s.State, config)
	acctest.Diagnosed(t, errorsOf(plan.Diagnostics), acctest.At("use_runner_token", tfdiag.ExchangeNeedsToken))
}

// Without a token in the state, the one in current_token_wo is exchanged.
func TestProtoToken_exchangeOfConfiguredToken(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	acctest.Diagnosed(t, s.Plan(typeName, nil, s.exchanging("1")).Diagnostics, acctest.At("use_runner_token", tfdiag.NewTokenNeedsCurrent))

	handed := acctest.Values{"store_token": false, "current_token_wo": s.first, "current_token_wo_version": 1}
	s.create(s.exchanging("1", handed))
	acctest.Equal(t, "token", s.get("token"), "null")
	acctest.Equal(t, "the token is accepted", s.accepts(s.first), true)
	s.ClearJournal(t)

	config := s.exchanging("2", handed)
	plan, rotates := s.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", s.Writes(t), []string{resetByToken})
	acctest.Equal(t, "the old token is accepted", s.accepts(s.first), false)
	s.CheckEmptyPlan(config)
}

func TestProtoToken_exchangeOfExpiredToken(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.ExpireTokens(t, 10*time.Hour)

	exchange := acctest.Values{"use_runner_token": true}
	config := s.rotating("", "1h", "")
	s.create(config)
	s.FakeClock(t).Advance(11 * time.Hour)

	config = s.rotating("", "1h", "", exchange)
	plan, rotates := s.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "2030-01-02T13:04:05Z")

	before := s.State
	state, diagnostics := s.Apply(typeName, plan)
	acctest.Diagnosed(t, diagnostics, tfdiag.ExchangeToken.Because(tfdiag.RunnerTokenRefused))
	hides(t, "the error", diagnostics, before.Get(t, "token"))
	acctest.Equal(t, "the state", state.Value.Equal(before.Value), true)

	// The next step of the error.
	s.State = state
	config = s.rotating("", "1h", "")
	plan, _ = s.NextPlan(config)
	s.ApplyPlan(plan, config)
	s.CheckEmptyPlan(config)
}

// An exchange whose answer is lost may have replaced the current token, so it is not
// sent again, and the error has the next step.
func TestProtoToken_exchangeLost(t *testing.T) {
	t.Parallel()

	for name, fault := range map[string]acctest.Fault{
		"dropped": {Method: "POST", Path: "/api/v4/runners/reset_authentication_token", Drop: "after"},
		"a 502":   {Method: "POST", Path: "/api/v4/runners/reset_authentication_token", Status: 502, After: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := newFixture(t)
			s.create(s.exchanging("1"+"", acctest.Values{"current_token_wo": s.first, "current_token_wo_version": 1}))

			config := s.exchanging("2")
			plan, _ := s.NextPlan(config)
			s.Fault(t, fault)

			before := s.State
			state, diagnostics := s.Apply(typeName, plan)
			acctest.Diagnosed(t, diagnostics, tfdiag.ExchangeToken.Because(tfdiag.Lost))
			hides(t, "the error", diagnostics, before.Get(t, "token"))
			acctest.Equal(t, "the exchanges", len(s.Writes(t)), 1)
			acctest.Equal(t, "the state", state.Value.Equal(before.Value), true)
			acctest.Equal(t, "the token in state is accepted", s.accepts(before.Get(t, "token")), false)

			// Another exchange is refused. A reset by ID succeeds.
			s.State = state
			plan, rotates := s.NextPlan(config)
			acctest.Equal(t, "rotates with the next plan", rotates, true)

			_, diagnostics = s.Apply(typeName, plan)
			acctest.Diagnosed(t, diagnostics, tfdiag.ExchangeToken.Because(tfdiag.RunnerTokenRefused))

			config = s.rotating("", "", "2")
			plan, _ = s.NextPlan(config)
			s.ApplyPlan(plan, config)
			acctest.Equal(t, "the new token is accepted", s.accepts(s.get("token")), true)
			s.CheckEmptyPlan(config)
		})
	}
}

// The plan refuses the exchange of a token that GitLab does not accept.
func TestProtoToken_exchangeOfRefusedToken(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.config(acctest.Values{"verify_on_refresh": true}))
	s.rotatesItself(s.get("token"))
	s.Refresh()

	config := s.config(acctest.Values{"verify_on_refresh": true, "use_runner_token": true})
	acctest.Diagnosed(t, errorsOf(s.Plan(typeName, &s.State, config).Diagnostics), acctest.At("use_runner_token", tfdiag.ExchangeOfRefused))
}
