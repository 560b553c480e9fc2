package authtoken_test

import (
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// An adoption also replaces a token that GitLab refuses.
func TestProtoToken_verifyOnRefreshAndAdopt(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.create(s.config(acctest.Values{"verify_on_refresh": true}))

	present, _, err := s.API.Runners.ResetRunnerAuthenticationToken(s.runner)
	if err != nil {
		t.Fatal(err)
	}

	config := s.config(acctest.Values{"verify_on_refresh": true, "current_token_wo": *present.Token, "current_token_wo_version": 1})
	plan, _ := s.NextPlan(config)
	s.ClearJournal(t)
	s.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", s.Writes(t), []string{"POST /runners/verify", "DELETE /runners/managers"})
	s.CheckEmptyPlan(config)
}

// A refresh-only plan is empty as long as nothing has changed in GitLab, at any time,
// except for the note that the token is due.
func TestProtoToken_refreshOnly(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
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
