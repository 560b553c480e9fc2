package runner_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Another window is stored first, and applies to the next plan.
func TestProtoRotation_changedWindows(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	long, short := rotating("1000h", "", nil), rotating("10h", "", nil)
	r.State = r.Create(typeName, long)
	r.ClearJournal(t)
	r.FakeClock(t).Advance(20 * time.Hour)

	plan, rotates := r.NextPlan(short)
	acctest.Equal(t, "rotates with the plan that shortens the window", rotates, false)
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("rotate_after", tfdiag.RotationWindowChanged))
	r.ApplyPlan(plan, short)
	acctest.Equal(t, "the resets", len(r.Writes(t)), 0)

	_, rotates = r.NextPlan(short)
	acctest.Equal(t, "rotates with the plan after it", rotates, true)

	// The token is due, and noted as due; a longer window removes the note.
	plan, rotates = r.NextPlan(long)
	acctest.Equal(t, "rotates with a longer window", rotates, false)
	r.ApplyPlan(plan, long)
	r.CheckEmptyPlan(long)
	acctest.Equal(t, "the resets", len(r.Writes(t)), 0)
}

// The token becomes due between plan and apply of another change: the apply makes only
// the planned change.
func TestProtoRotation_dueBetweenPlanAndApply(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	config := rotating("10h", "", nil)
	r.State = r.Create(typeName, config)
	r.ClearJournal(t)

	changed := rotating("10h", "", nil)
	changed["paused"] = true

	r.FakeClock(t).Advance(10*time.Hour - time.Second)

	plan, rotates := r.NextPlan(changed)
	acctest.Equal(t, "rotates", rotates, false)
	r.FakeClock(t).Advance(time.Hour)
	r.ApplyPlan(plan, changed)
	acctest.Equal(t, "the writes", r.Writes(t), []string{fmt.Sprintf("PUT /runners/%d", r.State.ID(t))})

	_, rotates = r.NextPlan(changed)
	acctest.Equal(t, "rotates with the next plan", rotates, true)
}

// A token is due by GitLab's clock, which may differ by days from that of the
// provider.
func TestProtoRotation_byTheServersClock(t *testing.T) {
	t.Parallel()

	for name, ours := range map[string]time.Time{
		"ours is ahead":  acctest.Start.Add(1000 * time.Hour),
		"ours is behind": acctest.Start.Add(-1000 * time.Hour),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			r := acctest.NewSim(t).Manage(t, typeName)
			away := *r.GitLab
			away.Clock = clock.NewFake(ours)
			r.Proto = away.Proto(t, nil)

			config := rotating("10h", "", nil)
			r.State = r.Create(typeName, config)
			acctest.Equal(t, "token_issued_at", r.State.Get(t, "token_issued_at"), acctest.Start.Format(time.RFC3339))

			r.AdvanceServer(t, 9*time.Hour)
			r.CheckEmptyPlan(config)
			r.AdvanceServer(t, time.Hour)

			plan, rotates := r.NextPlan(config)
			acctest.Equal(t, "rotates", rotates, true)
			r.ApplyPlan(plan, config)
			acctest.Equal(t, "token_version", r.State.Get(t, "token_version"), fmt.Sprint(acctest.Start.Add(10*time.Hour).Unix()))
			acctest.Equal(t, "rotate_at", r.State.Get(t, "rotate_at"), acctest.Start.Add(20*time.Hour).Format(time.RFC3339))
			r.CheckEmptyPlan(config)
		})
	}
}
