package authtoken_test

import (
	"slices"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Every window, as for the runner.
func TestProtoTokenRotation(t *testing.T) {
	t.Parallel()

	for name, steps := range map[string][]rotationStep{
		"by age": {
			{name: "made", after: "30d", rotateAt: "720h"},
			{name: "not yet due", wait: 30*24*time.Hour - time.Second, after: "30d", rotateAt: "720h"},
			{name: "due", wait: time.Second, after: "30d", rotates: true, warns: tfdiag.TokenAgeReached, rotateAt: "1440h"},
			{name: "long due", wait: 5000 * time.Hour, after: "30d", rotates: true, rotateAt: "6440h"},
		},
		"before expiry": {
			{name: "made", expire: 100 * time.Hour, beforeExpiry: "10h", rotateAt: "90h"},
			{name: "another lifetime in GitLab", wait: time.Hour, expire: 200 * time.Hour, beforeExpiry: "10h", rotateAt: "90h"},
			{name: "due", wait: 89 * time.Hour, beforeExpiry: "10h", rotates: true, warns: tfdiag.TokenExpiryNear, rotateAt: "280h"},
			{name: "expired", wait: 1000 * time.Hour, beforeExpiry: "10h", rotates: true, warns: tfdiag.TokenExpiredDue, rotateAt: "1280h"},
			{name: "no expiry any more", wait: 1000 * time.Hour, expire: -1, beforeExpiry: "10h", rotates: true},
		},
		"the earlier of both": {
			{name: "made", expire: 100 * time.Hour, after: "20h", beforeExpiry: "10h", rotateAt: "20h"},
			{name: "the other way round", after: "95h", beforeExpiry: "10h", warns: tfdiag.RotationWindowChanged, rotateAt: "90h"},
			{name: "due", wait: 90 * time.Hour, after: "95h", beforeExpiry: "10h", rotates: true, warns: tfdiag.TokenExpiryNear, rotateAt: "180h"},
		},
		"a window longer than the lifetime": {
			{name: "made", expire: 100 * time.Hour, beforeExpiry: "720h", rotateAt: "50h"},
			{name: "once more", beforeExpiry: "720h", warns: tfdiag.RotationWindowTooLong, rotateAt: "50h"},
			{name: "due", wait: 50 * time.Hour, beforeExpiry: "720h", rotates: true, rotateAt: "100h"},
		},
		"triggers": {
			{name: "no block"},
			{name: "the first values", trigger: "1"},
			{name: "others", trigger: "2", rotates: true, warns: acctest.At("rotate_when_changed", tfdiag.TokenValuesChanged)},
			{name: "others within the same second", trigger: "3", rotates: true},
			{name: "none any more"},
			{name: "values again", trigger: "4"},
		},
		"a changed window": {
			{name: "made", after: "1000h", rotateAt: "1000h"},
			{name: "shorter than its age", wait: 20 * time.Hour, after: "10h", warns: acctest.At("rotate_after", tfdiag.RotationWindowChanged), rotateAt: "10h"},
			{name: "longer again", after: "1000h", rotateAt: "1000h"},
			{name: "shorter again", after: "10h", rotateAt: "10h"},
			{name: "the plan after it", after: "10h", rotates: true, rotateAt: "30h"},
			{name: "no window any more", wait: 100 * time.Hour},
			{name: "a window again", after: "10h", rotateAt: "30h"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := newFixture(t)
			passed := time.Duration(0)

			for number, rotationStep := range steps {
				passed += rotationStep.wait
				s.FakeClock(t).Advance(rotationStep.wait)

				if rotationStep.expire != 0 {
					s.ExpireTokens(t, rotationStep.expire)
				}

				config := s.rotating(rotationStep.after, rotationStep.beforeExpiry, rotationStep.trigger)
				if rotationStep.after+rotationStep.beforeExpiry+rotationStep.trigger == "" {
					config = s.config(nil)
				}

				if number == 0 {
					s.create(config)
				} else {
					s.apply(rotationStep, config)
				}

				acctest.Equal(t, rotationStep.name+": rotate_at", s.get("rotate_at"), since(t, rotationStep.rotateAt))
			}
		})
	}
}

// The due time passes between plan and apply, while something else changes.
func TestProtoTokenRotation_dueBetweenPlanAndApply(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.rotating("10h", "", ""))
	s.FakeClock(t).Advance(10*time.Hour - time.Second)

	config := s.rotating("10h", "", "", acctest.Values{"store_token": false})
	plan, rotates := s.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, false)

	s.FakeClock(t).Advance(24 * time.Hour)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", s.Writes(t), nil)
	acctest.Equal(t, "token", s.get("token"), "null")

	plan, rotates = s.NextPlan(config)
	acctest.Equal(t, "rotates with the next plan", rotates, true)

	// The plan is applied a day later.
	s.FakeClock(t).Advance(24 * time.Hour)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", s.Writes(t), []string{s.resetByID()})
	s.CheckEmptyPlan(config)
}

// An adopted token has no age, but an expiry.
func TestProtoTokenRotation_adopted(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.ExpireTokens(t, 100*time.Hour)

	made, _, err := s.API.Runners.ResetRunnerAuthenticationToken(s.runner)
	if err != nil {
		t.Fatal(err)
	}

	config := s.rotating("20h", "10h", "", acctest.Values{"current_token_wo": *made.Token, "current_token_wo_version": 1})
	s.create(config)
	acctest.Equal(t, "token_expires_at", s.get("token_expires_at"), since(t, "100h"))
	acctest.Equal(t, "rotate_at", s.get("rotate_at"), since(t, "90h"))

	s.FakeClock(t).Advance(50 * time.Hour)

	plan, rotates := s.NextPlan(config)
	acctest.Equal(t, "rotates by an age that is not known", rotates, false)
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("rotate_after", tfdiag.TokenAgeUnknown))

	s.FakeClock(t).Advance(40 * time.Hour)

	plan, rotates = s.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "rotate_at", s.get("rotate_at"), since(t, "110h"))
	s.CheckEmptyPlan(config)
}

// A rotation that failed is due again, and the state keeps the previous token.
func TestProtoTokenRotation_interrupted(t *testing.T) {
	t.Parallel()

	for name, fault := range map[string]acctest.Fault{
		"refused":     {Method: "POST", Path: "/api/v4/runners/*", Status: 403, Body: forbidden},
		"lost answer": {Method: "POST", Path: "/api/v4/runners/*", Times: 10, Status: 502, After: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := newFixture(t)
			s.create(s.rotating("10h", "", "1"))
			before := s.State

			s.FakeClock(t).Advance(10 * time.Hour)

			config := s.rotating("10h", "", "2", acctest.Values{"store_token": false})
			plan, _ := s.NextPlan(config)
			s.Fault(t, fault)

			state, diagnostics := s.Apply(typeName, plan)
			hides(t, "the error", diagnostics, before.Get(t, "token"))

			cause := tfdiag.Forbidden
			if fault.After {
				cause = tfdiag.Lost
			}

			acctest.Diagnosed(t, diagnostics, tfdiag.RotateToken.Because(cause))

			acctest.Equal(t, "the state", state.Value.Equal(before.Value), true)

			s.ClearFaults(t)
			s.State = state
			plan, rotates := s.NextPlan(config)
			acctest.Equal(t, "rotates with the next plan", rotates, true)
			s.ApplyPlan(plan, config)
			s.CheckEmptyPlan(config)
		})
	}
}

// A reset by ID whose answer is lost is sent again, and the state has the token of the
// second answer.
func TestProtoTokenRotation_lostAnswer(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.rotating("", "", "1"))
	config := s.rotating("", "", "2")
	plan, _ := s.NextPlan(config)
	s.Fault(t, acctest.Fault{Method: "POST", Path: "/api/v4/runners/*", Drop: "after"})
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "the token in state is accepted", s.accepts(s.get("token")), true)
}

func TestProtoTokenRotation_warnsOfSharedTokens(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.rotating("", "", "1"))

	for _, system := range []string{ownSystemID, "s_1", "s_2"} {
		if system == "s_2" {
			plan, _ := s.NextPlan(s.rotating("", "", "2"))
			acctest.Equal(t, "warned of a single machine", slices.Contains(acctest.IDs(plan.Diagnostics), tfdiag.TokenShared), false)
		}

		s.Manager(t, map[string]any{"runner_id": s.runner, "system_id": system, "contacted_at": acctest.Start})
	}

	plan, _ := s.NextPlan(s.rotating("", "", "2"))
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("rotate_when_changed", tfdiag.TokenValuesChanged), acctest.At("token", tfdiag.TokenShared))
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "s_1, s_2")

	plan, _ = s.NextPlan(s.rotating("", "", "1"))
	acctest.Equal(t, "the warnings of a plan that rotates nothing", acctest.Warnings(plan.Diagnostics), "")
}
