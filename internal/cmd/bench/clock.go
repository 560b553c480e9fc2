package main

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// hasty is the emulator's clock. Once told to hurry, it has nobody wait for an
// answer, and every look at it is a step later, so that no rate budget is used up.
type hasty struct {
	clock.System

	step    time.Duration
	hurries atomic.Bool
	looks   atomic.Int64
}

func (c *hasty) hurry(on bool) { c.hurries.Store(on) }

// Now implements [clock.Clock].
func (c *hasty) Now() time.Time {
	now := c.System.Now()
	if c.hurries.Load() {
		now = now.Add(time.Duration(c.looks.Add(1)) * c.step)
	}

	return now
}

// Sleep implements [clock.Clock].
func (c *hasty) Sleep(ctx context.Context, d time.Duration) error {
	if c.hurries.Load() {
		return ctx.Err()
	}

	return c.System.Sleep(ctx, d)
}
