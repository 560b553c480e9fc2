package authtoken_test

import (
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// A plan without a refresh does not depend on the time.
func TestProtoTokenRotation_withoutRefresh(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	config := s.rotating("10h", "", "")
	s.create(config)
	s.FakeClock(t).Advance(100 * time.Hour)
	acctest.Equal(t, "the plan", s.Plan(typeName, &s.State, config).Value.Equal(s.State.Value), true)
}

// A token is due by GitLab's clock, which may differ from that of the provider.
func TestProtoTokenRotation_byTheServersClock(t *testing.T) {
	t.Parallel()

	for name, apart := range map[string]time.Duration{"behind": -48 * time.Hour, "ahead": 48 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := newFixture(t)
			ours := *s.GitLab
			ours.Clock = clock.NewFake(acctest.Start.Add(apart))
			s.Proto = ours.Proto(t, nil)

			config := s.rotating("10h", "", "")
			s.create(config)
			acctest.Equal(t, "token_issued_at", s.get("token_issued_at"), since(t, "0h"))

			s.FakeClock(t).Advance(10*time.Hour - time.Second)
			s.CheckEmptyPlan(config)
			s.FakeClock(t).Advance(time.Second)

			_, rotates := s.NextPlan(config)
			acctest.Equal(t, "rotates", rotates, true)
		})
	}
}
