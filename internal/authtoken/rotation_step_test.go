package authtoken_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// rotationStep is one refresh, plan and apply of a test.
type rotationStep struct {
	name string
	// wait is how far the clock is advanced before the step.
	wait time.Duration
	// expire is the lifetime of tokens that are created from then on.
	expire                       time.Duration
	after, beforeExpiry, trigger string
	rotates                      bool
	// warns is the only warning of the plan, if it is set.
	warns tfdiag.ID
	// rotateAt is when the token is due, after the start; "" is never.
	rotateAt string
}

func since(t *testing.T, start string) string {
	t.Helper()

	if start == "" {
		return "null"
	}

	wait, err := time.ParseDuration(start)
	if err != nil {
		t.Fatal(err)
	}

	return acctest.Start.Add(wait).Format(time.RFC3339)
}

func (s *fixture) apply(rotationStep rotationStep, config acctest.Values) {
	s.t.Helper()
	s.ClearJournal(s.t)

	version := s.State.Values(s.t)["token_version"]
	token := s.get("token")

	plan, rotates := s.NextPlan(config)
	acctest.Equal(s.t, rotationStep.name+": rotates", rotates, rotationStep.rotates)

	if rotationStep.warns != "" {
		acctest.Diagnosed(s.t, plan.Diagnostics, rotationStep.warns)
	}

	// The plan is saved, and other refreshes run before its apply.
	s.Refresh()
	s.ApplyPlan(plan, config)

	var want []string
	if rotationStep.rotates {
		want = []string{s.resetByID()}

		if !grows(s.t, version, s.State.Values(s.t)["token_version"]) {
			s.t.Errorf("%s: the version does not grow", rotationStep.name)
		}
	}

	acctest.Equal(s.t, rotationStep.name+": the writes", s.Writes(s.t), want)
	acctest.Equal(s.t, rotationStep.name+": the token is another", s.get("token") != token, rotationStep.rotates)

	// A window that was shortened rotates with the next plan; the case then has a step for it.
	if rotationStep.rotates {
		s.CheckEmptyPlan(config)
	}
}

func grows(t *testing.T, before, after tftypes.Value) bool {
	t.Helper()

	var older, newer int64

	for target, value := range map[*int64]tftypes.Value{&older: before, &newer: after} {
		if _, err := fmt.Sscan(acctest.Text(value), target); err != nil {
			t.Fatal(err)
		}
	}

	return newer > older
}
