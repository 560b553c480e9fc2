package authtoken_test

import (
	"fmt"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func TestProtoToken_basic(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	config := s.config(nil)

	plan := s.Plan(typeName, nil, config)
	acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")
	acctest.Equal(t, "the planned token", plan.Get(t, "token"), "unknown")
	acctest.Equal(t, "the writes of the plan", s.Writes(t), nil)

	s.State, _ = s.Apply(typeName, plan)
	acctest.Equal(t, "the writes", s.Writes(t), []string{s.resetByID()})
	acctest.Equal(t, "token_version", s.get("token_version"), fmt.Sprint(acctest.Start.Unix()))
	acctest.Equal(t, "token_issued_at", s.get("token_issued_at"), "2030-01-02T03:04:05Z")
	acctest.Equal(t, "token_expires_at", s.get("token_expires_at"), "null")
	acctest.Equal(t, "rotate_at", s.get("rotate_at"), "null")

	// The answers to GitLab Runner.
	acctest.Equal(t, "the old token is accepted", s.accepts(s.first), false)
	acctest.Equal(t, "the new token is accepted", s.accepts(s.get("token")), true)

	s.CheckEmptyPlan(config)
}

// Neither the plan nor the apply resets the token of a runner that machines use.
func TestProtoToken_guard(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	config := s.config(nil)

	// The manager that a verification of the provider leaves is not a machine.
	s.Manager(t, map[string]any{"runner_id": s.runner, "system_id": ownSystemID, "contacted_at": acctest.Start})

	early := s.Plan(typeName, nil, config)
	acctest.Equal(t, "errors of the plan", acctest.Errors(early.Diagnostics), "")

	// A machine uses the token between plan and apply.
	acctest.Equal(t, "the token is accepted", s.accepts(s.first), true)
	s.ClearJournal(t)

	refused := acctest.At("reset_on_create", tfdiag.TokenInUse)

	_, diagnostics := s.Apply(typeName, early)
	acctest.Diagnosed(t, diagnostics, refused)
	acctest.Contains(t, acctest.Errors(diagnostics), "s_agent")
	acctest.Diagnosed(t, s.Plan(typeName, nil, config).Diagnostics, refused)
	acctest.Equal(t, "the writes", s.Writes(t), nil)

	allowed := s.config(acctest.Values{"reset_on_create": true})
	s.State = s.Create(typeName, allowed)
	acctest.Equal(t, "the writes", s.Writes(t), []string{s.resetByID()})
	acctest.Equal(t, "the old token is accepted", s.accepts(s.first), false)
	s.CheckEmptyPlan(allowed)

	// reset_on_create has no effect after the creation.
	s.ClearJournal(t)
	plan, rotates := s.NextPlan(config)
	acctest.Equal(t, "rotates without reset_on_create", rotates, false)
	s.ApplyPlan(plan, config)
	s.CheckEmptyPlan(config)
	acctest.Equal(t, "the writes", s.Writes(t), nil)
}

// If the provider cannot see whether machines use the runner, the plan leaves the
// check to the apply, and the apply resets nothing.
func TestProtoToken_guardWithoutManagers(t *testing.T) {
	t.Parallel()

	contacted := acctest.Start
	blind := acctest.Fault{Method: "GET", Path: "/api/v4/runners/*", Times: 1, Status: 403, Body: forbidden}
	unknown := acctest.Fault{Method: "GET", Path: "/api/v4/runners/1/managers", Times: 2, Status: 404, Body: `{"error":"404 Not Found"}`}

	s := newFixture(t)
	s.Fault(t, blind)

	plan := s.Plan(typeName, nil, s.config(nil))
	acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")

	s.Fault(t, blind)

	_, diagnostics := s.Apply(typeName, plan)
	acctest.Diagnosed(t, diagnostics, tfdiag.ListManagers.Because(tfdiag.Forbidden))
	acctest.Contains(t, acctest.Errors(diagnostics), string(tfdiag.TokenUseUnknown))
	acctest.Equal(t, "the writes", s.Writes(t), nil)

	// An old GitLab has no list of managers, but reports the last contact.
	s = newFixture(t)
	s.Fault(t, unknown)
	acctest.Equal(t, "never contacted", acctest.Errors(s.Plan(typeName, nil, s.config(nil)).Diagnostics), "")
	s.ClearFaults(t)

	s.Age(t, s.runner, acctest.Start, &contacted)
	s.Fault(t, unknown)

	inContact := s.Plan(typeName, nil, s.config(nil)).Diagnostics
	acctest.Diagnosed(t, inContact, acctest.At("reset_on_create", tfdiag.TokenInContact))
	acctest.Contains(t, acctest.Errors(inContact), "2030-01-02T03:04:05Z")
}

func TestProtoToken_adoption(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	acctest.Equal(t, "the machine is accepted", s.accepts(s.first), true)
	s.ClearJournal(t)

	config := s.config(acctest.Values{"current_token_wo": s.first, "current_token_wo_version": 1})
	plan := s.Plan(typeName, nil, config)
	acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")
	acctest.Equal(t, "current_token_wo in the plan", plan.Get(t, "current_token_wo"), "null")

	s.State, _ = s.Apply(typeName, plan)
	acctest.Equal(t, "the writes", s.Writes(t), []string{"POST /runners/verify", "DELETE /runners/managers"})
	acctest.Equal(t, "the managers", s.managers(), []string{"s_agent"})
	acctest.Equal(t, "token", s.get("token"), s.first)
	acctest.Equal(t, "token_version", s.get("token_version"), "0")
	acctest.Equal(t, "token_issued_at", s.get("token_issued_at"), "null")
	acctest.Equal(t, "current_token_wo in state", s.get("current_token_wo"), "null")
	s.CheckEmptyPlan(config)

	// Another token with the same version is ignored.
	config = s.config(acctest.Values{"current_token_wo": "glrt-other", "current_token_wo_version": 1})
	s.CheckEmptyPlan(config)

	refused := s.Plan(typeName, nil, s.config(acctest.Values{"current_token_wo": "glpat-0123456789", "current_token_wo_version": 1}))
	acctest.Diagnosed(t, refused.Diagnostics, acctest.At("current_token_wo", tfdiag.NoAuthenticationToken))

	// GitLab Runner rotates the token by itself; another version adopts its token.
	s.ClearJournal(t)

	second, _, err := s.API.Runners.ResetRunnerAuthenticationToken(s.runner)
	if err != nil {
		t.Fatal(err)
	}

	s.ClearJournal(t)

	config = s.config(acctest.Values{"current_token_wo": *second.Token, "current_token_wo_version": 2})
	plan, replaces := s.NextPlan(config)
	acctest.Equal(t, "the token is to be replaced", replaces, true)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", s.Writes(t), []string{"POST /runners/verify", "DELETE /runners/managers"})
	acctest.Equal(t, "token", s.get("token"), *second.Token)
	acctest.Equal(t, "token_version", s.get("token_version"), "1")
	s.CheckEmptyPlan(config)

	// The two attributes can be removed.
	s.ClearJournal(t)
	plan, replaces = s.NextPlan(s.config(nil))
	acctest.Equal(t, "the token is to be replaced", replaces, false)
	s.ApplyPlan(plan, s.config(nil))
	s.CheckEmptyPlan(s.config(nil))
	acctest.Equal(t, "the writes", s.Writes(t), nil)
}

func TestProtoToken_adoptionRefused(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	_, foreign := s.newRunner()
	s.ClearJournal(t)

	expect := func(name, current string, want tfdiag.ID) {
		t.Helper()

		plan := s.Plan(typeName, nil, s.config(acctest.Values{"current_token_wo": current, "current_token_wo_version": 1, "reset_on_create": true}))
		acctest.Equal(t, name+": errors of the plan", acctest.Errors(plan.Diagnostics), "")

		state, diagnostics := s.Apply(typeName, plan)
		acctest.Diagnosed(t, diagnostics, acctest.At("current_token_wo", want))
		acctest.Equal(t, name+": no resource", state.Gone(), true)
		hides(t, name, diagnostics, current)
	}

	expect("foreign", foreign, tfdiag.TokenOfOtherRunner)
	expect("rejected", "glrt-unknown-to-this-instance", tfdiag.AdoptToken.Because(tfdiag.RunnerTokenRefused))

	for _, write := range s.Writes(t) {
		if write == s.resetByID() {
			t.Error("the token was reset")
		}
	}

	acctest.Equal(t, "the runner's token is accepted", s.accepts(s.first), true)

	// A version without a token is refused, at the creation and later.
	bare := s.config(acctest.Values{"current_token_wo_version": 1, "reset_on_create": true})
	s.create(s.config(acctest.Values{"reset_on_create": true}))

	before := s.State
	plan := s.Plan(typeName, &s.State, bare)
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("current_token_wo", tfdiag.TokenToAdoptMissing))

	// A token that is refused does not change the state.
	plan = s.Plan(typeName, &s.State, s.config(acctest.Values{"current_token_wo": foreign, "current_token_wo_version": 3}))
	state, diagnostics := s.Apply(typeName, plan)
	acctest.Diagnosed(t, diagnostics, acctest.At("current_token_wo", tfdiag.TokenOfOtherRunner))
	acctest.Equal(t, "the state", state.Value.Equal(before.Value), true)
}

// A token that is null only after apply is refused by the apply.
func TestProtoToken_adoptionOfUnknownToken(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.config(nil))

	plan := s.Plan(typeName, &s.State, s.config(acctest.Values{"current_token_wo": acctest.Unknown, "current_token_wo_version": 1}))
	acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")

	again := s.Plan(typeName, &s.State, s.config(acctest.Values{"current_token_wo_version": 1}))
	acctest.Diagnosed(t, again.Diagnostics, acctest.At("current_token_wo", tfdiag.TokenToAdoptMissing))

	_, diagnostics := s.Apply(typeName, again)
	acctest.Diagnosed(t, diagnostics, acctest.At("current_token_wo", tfdiag.TokenToAdoptMissing))
	acctest.Equal(t, "the writes", s.Writes(t), nil)
}
