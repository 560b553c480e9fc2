package main

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// setupClock is the emulator's clock. While it skips waits, answers have no
// latency, and every reading is a step later than the one before, so that no rate
// limit is reached.
type setupClock struct {
	clock.System

	step     time.Duration
	skips    atomic.Bool
	readings atomic.Int64
}

func (c *setupClock) skipWaits(on bool) { c.skips.Store(on) }

func (c *setupClock) Now() time.Time {
	now := c.System.Now()
	if c.skips.Load() {
		now = now.Add(time.Duration(c.readings.Add(1)) * c.step)
	}

	return now
}

func (c *setupClock) Sleep(ctx context.Context, d time.Duration) error {
	if c.skips.Load() {
		return ctx.Err()
	}

	return c.System.Sleep(ctx, d)
}
