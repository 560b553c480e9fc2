package authtoken_test

import (
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

func TestProtoToken_verifyOnRefresh(t *testing.T) {
	t.Parallel()

	s := newScene(t)
	config := s.config(acctest.Values{"verify_on_refresh": true})
	s.create(config)

	private := string(s.State.Private)

	s.CheckEmptyPlan(config)
	s.CheckEmptyPlan(config)
	acctest.Equal(t, "the writes of two refreshes", s.Writes(t),
		"[POST /runners/verify DELETE /runners/managers POST /runners/verify DELETE /runners/managers]")
	acctest.Equal(t, "the managers", s.managers(), "[]")
	acctest.Equal(t, "private state, which is what a refresh-only plan compares", string(s.State.Private), private)

	// The runner's agent rotates behind our back.
	old := s.get("token")
	s.rotatesItself(old)

	plan, rotates := s.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "verify_on_refresh: Token rotation is due")

	private = string(s.State.Private)
	s.Refresh()
	acctest.Equal(t, "private state after another refresh", string(s.State.Private), private)

	// Without verify_on_refresh it is nobody's business.
	acctest.Equal(t, "rotates with verify_on_refresh off", s.Plan(typeName, &s.State, s.config(nil)).Get(t, "token_version") == "unknown", false)

	s.ClearJournal(t)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", s.Writes(t), "["+s.resetByID()+"]")
	acctest.Equal(t, "the new token is accepted", s.accepts(s.get("token")), true)
	s.CheckEmptyPlan(config)
}

// An adoption mends it as well.
func TestProtoToken_verifyOnRefreshAndAdopt(t *testing.T) {
	t.Parallel()

	s := newScene(t)
	s.create(s.config(acctest.Values{"verify_on_refresh": true}))

	present, _, err := s.API.Runners.ResetRunnerAuthenticationToken(s.runner)
	if err != nil {
		t.Fatal(err)
	}

	config := s.config(acctest.Values{"verify_on_refresh": true, "current_token_wo": *present.Token, "current_token_wo_version": 1})
	plan, _ := s.NextPlan(config)
	s.ClearJournal(t)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", s.Writes(t), "[POST /runners/verify DELETE /runners/managers]")
	s.CheckEmptyPlan(config)
}

// Only GitLab's own refusal is about the token.
func TestProtoToken_verifyOnRefreshFails(t *testing.T) {
	t.Parallel()

	for name, fault := range map[string]acctest.Fault{
		"GitLab is ill":    {Status: 500, Body: `{"message":"500 Internal Server Error"}`},
		"a proxy is there": {Status: 403, Body: "<html><title>Blocked</title></html>"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := newScene(t)
			config := s.config(acctest.Values{"verify_on_refresh": true})
			s.create(config)

			fault.Method, fault.Path, fault.Times = "POST", "/api/v4/runners/verify", 10
			s.Fault(t, fault)

			_, diagnostics := s.Read(typeName, s.State)
			acctest.Contains(t, acctest.Errors(diagnostics), "Unable to verify authentication token")
			hides(t, "the error", diagnostics, s.get("token"))

			s.ClearFaults(t)
			s.CheckEmptyPlan(config)
		})
	}
}

// The manager that cannot be removed is not worth an error.
func TestProtoToken_verifyLeavesAManager(t *testing.T) {
	t.Parallel()

	s := newScene(t)
	config := s.config(acctest.Values{"verify_on_refresh": true})
	s.create(config)
	s.Fault(t, acctest.Fault{Method: "DELETE", Path: "/api/v4/runners/managers", Status: 403, Body: forbidden})
	s.CheckEmptyPlan(config)
	acctest.Equal(t, "the managers", s.managers(), "["+ownSystemID+"]")

	// The next one removes it.
	s.CheckEmptyPlan(config)
	acctest.Equal(t, "the managers", s.managers(), "[]")
}

func TestProtoToken_verifyNeedsTheTokenInState(t *testing.T) {
	t.Parallel()

	s := newScene(t)
	without := s.config(acctest.Values{"verify_on_refresh": true, "store_token": false})
	acctest.Contains(t, acctest.Errors(s.Plan(typeName, nil, without).Diagnostics), "verify_on_refresh: Nothing to verify", "store_token = false")

	unknown := s.config(acctest.Values{"verify_on_refresh": true, "store_token": acctest.Unknown})
	acctest.Equal(t, "errors while store_token is not known", acctest.Errors(s.Plan(typeName, nil, unknown).Diagnostics), "")
}

// A refresh-only plan stays quiet as long as nothing has changed, whatever the
// clock says, but for the one note that the token is due.
func TestProtoToken_refreshIsQuiet(t *testing.T) {
	t.Parallel()

	s := newScene(t)
	s.create(s.rotating("10h", "", "", acctest.Values{"verify_on_refresh": true}))

	before := s.State
	s.FakeClock(t).Advance(10*time.Hour - time.Second)
	s.Refresh()
	acctest.Equal(t, "the state", s.State.Value.Equal(before.Value), true)
	acctest.Equal(t, "private state", string(s.State.Private), string(before.Private))

	s.FakeClock(t).Advance(time.Second)
	s.Refresh()

	noted := string(s.State.Private)
	if noted == string(before.Private) {
		t.Error("the refresh noted nothing")
	}

	s.FakeClock(t).Advance(time.Hour)
	s.Refresh()
	acctest.Equal(t, "private state after another refresh", string(s.State.Private), noted)
}
