package authtoken_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func TestProtoToken_storeToken(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	off := s.config(acctest.Values{"store_token": false})
	plan := s.Plan(typeName, nil, off)
	acctest.Equal(t, "the planned token", plan.Get(t, "token"), "null")

	s.State, _ = s.Apply(typeName, plan)
	acctest.Equal(t, "token", s.get("token"), "null")
	s.CheckEmptyPlan(off)

	// The previous token cannot be restored.
	s.ClearJournal(t)

	on := s.config(nil)
	plan, rotates := s.NextPlan(on)
	acctest.Equal(t, "rotates", rotates, false)
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("store_token", tfdiag.TokenNotRestored))
	s.ApplyPlan(plan, on)
	acctest.Equal(t, "token", s.get("token"), "null")
	acctest.Equal(t, "the writes", s.Writes(t), nil)
	s.CheckEmptyPlan(on)

	// The state has the new token until store_token is turned off.
	for _, trigger := range []string{"1", "2"} {
		config := s.rotating("", "", trigger)
		plan, _ = s.NextPlan(config)
		s.ApplyPlan(plan, config)
	}

	acctest.Equal(t, "the token in state is accepted", s.accepts(s.get("token")), true)
	s.ClearJournal(t)

	off = s.rotating("", "", "2", acctest.Values{"store_token": false})
	plan, rotates = s.NextPlan(off)
	acctest.Equal(t, "rotates", rotates, false)
	s.ApplyPlan(plan, off)
	acctest.Equal(t, "token", s.get("token"), "null")
	acctest.Equal(t, "the writes", s.Writes(t), nil)
	s.CheckEmptyPlan(off)
}

// An import creates no token and sends no request for one.
func TestProtoToken_import(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	acctest.Equal(t, "the machine is accepted", s.accepts(s.first), true)
	s.ClearJournal(t)

	state, diagnostics := s.Import(typeName, fmt.Sprint(s.runner))
	acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")

	s.State = state
	acctest.Equal(t, "token", s.get("token"), "null")
	acctest.Equal(t, "token_version", s.get("token_version"), "0")
	s.CheckEmptyPlan(s.config(nil))

	// The first values of the rotation are only stored.
	config := s.rotating("10h", "5h", "1")
	plan, rotates := s.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, false)
	s.ApplyPlan(plan, config)
	s.CheckEmptyPlan(config)
	acctest.Equal(t, "the writes", s.Writes(t), nil)

	// The token can be adopted later, without a reset.
	adopting := s.rotating("10h", "5h", "1", acctest.Values{"current_token_wo": s.first, "current_token_wo_version": 1})
	plan, _ = s.NextPlan(adopting)
	s.ApplyPlan(plan, adopting)
	acctest.Equal(t, "token", s.get("token"), s.first)
	s.CheckEmptyPlan(adopting)

	config = s.rotating("10h", "5h", "2")
	plan, rotates = s.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "rotate_at", s.get("rotate_at"), since(t, "10h"))
	s.CheckEmptyPlan(config)
}

func TestProtoToken_wrongIDs(t *testing.T) {
	t.Parallel()

	s := newFixture(t)

	for _, id := range []string{"", "zero", "0", "-1", "1.5", "1:2"} {
		_, diagnostics := s.Import(typeName, id)
		acctest.Diagnosed(t, diagnostics, tfdiag.ImportIDInvalid)
	}

	state, diagnostics := s.Import(typeName, "4711")
	acctest.Equal(t, "a runner that does not exist", state.Gone() && acctest.Errors(diagnostics) == "", true)

	plan := s.Plan(typeName, nil, acctest.Values{"runner_id": 4711})
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("runner_id", tfdiag.ListManagers.Because(tfdiag.RunnerNotFound)))

	// With reset_on_create, the plan sends no request.
	_, diagnostics = s.Apply(typeName, s.Plan(typeName, nil, acctest.Values{"runner_id": 4711, "reset_on_create": true}))
	acctest.Diagnosed(t, diagnostics, tfdiag.RotateToken.Because(tfdiag.RunnerNotFound))
}

// The resource is removed from the state if its runner was deleted, and only then.
func TestProtoToken_disappears(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.config(nil))
	s.Fault(t, acctest.Fault{Method: "GET", Path: "/api/v4/runners/*", Status: 404, Body: `{"error":"404 Not Found"}`})

	_, diagnostics := s.Read(typeName, s.State)
	acctest.Diagnosed(t, diagnostics, tfdiag.ReadRunner.Because(tfdiag.NoSuchEndpoint))

	if _, err := s.API.Runners.RemoveRunner(s.runner); err != nil {
		t.Fatal(err)
	}

	s.ClearJournal(t)

	state, diagnostics := s.Read(typeName, s.State)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "gone", state.Gone(), true)

	// A destroy sends no request.
	s.ClearJournal(t)

	_, diagnostics = s.Apply(typeName, s.Plan(typeName, &s.State, nil))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the requests of the destroy", s.Journal(t), nil)
}

// Another runner replaces the resource, and the previous token stays valid.
func TestProtoToken_replaced(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.rotating("", "", "1"))

	old := s.get("token")
	s.runner, _ = s.newRunner()

	plan, _ := s.NextPlan(s.rotating("", "", "2"))
	acctest.Equal(t, "replacements", len(plan.Replaces), 1)
	acctest.Diagnosed(t, plan.Diagnostics)

	s.create(s.rotating("", "", "2"))
	acctest.Equal(t, "the token before is accepted", s.accepts(old), true)
	acctest.Equal(t, "the token is accepted", s.accepts(s.get("token")), true)
}

func TestProtoToken_unknownValues(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.rotating("10h", "", "1"))
	acctest.Equal(t, "the machine is accepted", s.accepts(s.get("token")), true)

	for name, change := range map[string]acctest.Values{
		"runner_id":                {"runner_id": acctest.Unknown},
		"rotate_after":             {"rotate_after": acctest.Unknown},
		"rotate_before_expiry":     {"rotate_before_expiry": acctest.Unknown},
		"rotate_when_changed":      {"rotate_when_changed": acctest.Unknown},
		"a value":                  {"rotate_when_changed": tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"n": tftypes.NewValue(tftypes.String, tftypes.UnknownValue)})},
		"current_token_wo":         {"current_token_wo": acctest.Unknown, "current_token_wo_version": 1},
		"current_token_wo_version": {"current_token_wo": "x", "current_token_wo_version": acctest.Unknown},
		"store_token":              {"store_token": acctest.Unknown, "verify_on_refresh": true},
		"use_runner_token":         {"use_runner_token": acctest.Unknown},
		"verify_on_refresh":        {"verify_on_refresh": acctest.Unknown},
		"reset_on_create":          {"reset_on_create": acctest.Unknown},
	} {
		config := s.config(change)
		if text := acctest.Errors(s.Plan(typeName, &s.State, config).Diagnostics); text != "" {
			t.Errorf("%s is unknown: %s", name, text)
		}

		creates := s.config(acctest.Values{"reset_on_create": true})
		for attribute, value := range change {
			creates[attribute] = value
		}

		if text := acctest.Errors(s.Plan(typeName, nil, creates).Diagnostics); text != "" {
			t.Errorf("%s is unknown at the creation: %s", name, text)
		}
	}
}

// Neither the private state nor the warnings of a plan contain a token.
func TestProtoToken_privateStateHoldsNoToken(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	config := s.rotating("1h", "", "1", acctest.Values{"verify_on_refresh": true, "current_token_wo": s.first, "current_token_wo_version": 1})
	s.create(config)
	s.FakeClock(t).Advance(acctest.Start.AddDate(0, 0, 1).Sub(acctest.Start))
	s.rotatesItself(s.first)

	config = s.rotating("1h", "", "2", acctest.Values{"verify_on_refresh": true})
	plan, rotates := s.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	hides(t, "the plan", plan.Diagnostics, s.first)
	s.ApplyPlan(plan, config)

	private := string(s.State.Private) + string(plan.Private)
	for _, token := range []string{s.first, s.get("token")} {
		acctest.Equal(t, "a token is in private state", strings.Contains(private, token), false)
	}
}
