package main

import (
	"context"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

func TestWaitForParent_returnsWhenTheParentChanges(t *testing.T) {
	t.Parallel()

	parents := []int{7, 7, 7, 1}
	calls := 0

	waitForParent(t.Context(), clock.NewFake(time.Time{}), 7, func() int {
		calls++

		return parents[calls-1]
	})

	if calls != len(parents) {
		t.Errorf("looked %d times for the parent, want %d", calls, len(parents))
	}
}

func TestWaitForParent_endsWithItsContext(t *testing.T) {
	t.Parallel()

	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	waitForParent(ctx, clock.System{}, 7, func() int { return 7 })
}
