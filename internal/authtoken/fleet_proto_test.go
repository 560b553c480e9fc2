package authtoken_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// A token is created, rotated in both ways, verified, adopted and imported on every
// version of GitLab.
func TestProtoToken_everyVersion(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			s := newFixture(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			s.create(s.rotating("", "", "1"))

			for n, config := range []acctest.Values{
				s.rotating("", "", "2", acctest.Values{"verify_on_refresh": true}),
				s.exchanging("3", acctest.Values{"verify_on_refresh": true}),
			} {
				plan, rotates := s.NextPlan(config)
				acctest.Equal(t, fmt.Sprintf("rotates in step %d", n), rotates, true)
				s.ApplyPlan(plan, config)
				s.CheckEmptyPlan(config)
				acctest.Equal(t, "the token in state is accepted", s.accepts(s.get("token")), true)
			}

			token := s.get("token")
			adopting := s.config(acctest.Values{"current_token_wo": token, "current_token_wo_version": 1})
			s.create(adopting)
			s.CheckEmptyPlan(adopting)
			acctest.Equal(t, "the adopted token", s.get("token"), token)

			state, diagnostics := s.Import(typeName, fmt.Sprint(s.runner))
			acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")

			s.State = state
			s.CheckEmptyPlan(s.config(nil))

			verified, diagnostics := s.Open(verificationName, acctest.Values{"token": token})
			acctest.Equal(t, "errors of the verification", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "valid", verified.Get(t, "valid"), "true")
			acctest.Equal(t, "managers besides the machine's own", strings.Contains(fmt.Sprint(s.managers()), ownSystemID), false)
		})
	}
}

// The rotation of a fleet sends one reset for each runner.
func TestProtoToken_fleet(t *testing.T) {
	t.Parallel()

	size := 200
	if testing.Short() {
		size = 40
	}

	s := newFixture(t)
	states := make([]acctest.State, size)
	runners := make([]int64, size)

	for n := range size {
		s.runner, _ = s.newRunner()
		runners[n] = s.runner
		states[n] = s.Create(typeName, s.rotating("30d", "", ""))
	}

	s.FakeClock(t).Advance(acctest.Start.AddDate(0, 0, 30).Sub(acctest.Start))
	s.ClearJournal(t)

	for n := range size {
		s.runner, s.State = runners[n], states[n]
		plan, rotates := s.NextPlan(s.rotating("30d", "", ""))
		acctest.Equal(t, "rotates", rotates, true)
		s.ApplyPlan(plan, s.rotating("30d", "", ""))
		states[n] = s.State
	}

	resets := make(map[string]int)
	for _, write := range s.Writes(t) {
		resets[write]++
	}

	acctest.Equal(t, "the runners that were reset", len(resets), size)
	acctest.Equal(t, "the writes", len(s.Writes(t)), size)

	for n := range size {
		s.runner, s.State = runners[n], states[n]
		s.CheckEmptyPlan(s.rotating("30d", "", ""))
	}
}
