package clock_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

var (
	_ clock.Clock = clock.System{}
	_ clock.Clock = (*clock.Fake)(nil)
)

func TestSleep_cancel(t *testing.T) {
	t.Parallel()

	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	for name, c := range map[string]clock.Clock{
		"system": clock.System{},
		"fake":   clock.NewFake(time.Unix(0, 0)),
	} {
		if err := c.Sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: Sleep under an ended context returned %v", name, err)
		}
	}
}

func TestSystem_sleepZero(t *testing.T) {
	t.Parallel()

	for _, d := range []time.Duration{-time.Hour, 0, time.Nanosecond} {
		if err := (clock.System{}).Sleep(t.Context(), d); err != nil {
			t.Errorf("Sleep(%v) returned %v", d, err)
		}
	}
}

func TestWithTimeout_parent(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]clock.Clock{
		"system": clock.System{},
		"fake":   clock.NewFake(time.Unix(0, 0)),
	} {
		parent, end := context.WithCancel(t.Context())
		ctx, cancel := c.WithTimeout(parent, time.Hour)

		end()

		if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: a timeout under an ended context has the cause %v", name, err)
		}

		cancel()
	}
}

func TestFake_expire(t *testing.T) {
	t.Parallel()

	fake := clock.NewFake(time.Unix(0, 0))

	over, cancelOver := fake.WithTimeout(t.Context(), time.Minute)
	cancelOver()

	running, cancel := fake.WithTimeout(t.Context(), time.Minute)
	defer cancel()

	fake.Advance(time.Hour)

	if err := running.Err(); err != nil {
		t.Errorf("the clock was moved, and the timeout ended with %v", err)
	}

	fake.Expire()

	if err := context.Cause(running); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the cause is %v, want that of a timeout", err)
	}

	if err := context.Cause(over); !errors.Is(err, context.Canceled) {
		t.Errorf("what was over before has the cause %v", err)
	}
}

func TestFake_advance(t *testing.T) {
	t.Parallel()

	start := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	fake := clock.NewFake(start)

	var seen time.Duration

	fake.OnSleep(func(d time.Duration) { seen += d })
	fake.Advance(time.Hour)

	if err := fake.Sleep(t.Context(), 2*time.Hour); err != nil {
		t.Fatal(err)
	}

	if got, want := fake.Now(), start.Add(3*time.Hour); !got.Equal(want) {
		t.Errorf("the clock shows %v, want %v", got, want)
	}

	if fake.Slept() != 2*time.Hour || seen != 2*time.Hour {
		t.Errorf("slept %v and reported %v, want 2h of each", fake.Slept(), seen)
	}
}
