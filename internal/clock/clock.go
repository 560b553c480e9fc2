// Package clock is the only package that uses the wall clock. All code that reads the
// time or waits takes a Clock, so that a test sets the time and no test waits.
package clock

import (
	"context"
	"time"
)

// Clock returns the time, waits, and limits the time of calls.
type Clock interface {
	// Now is the current time.
	Now() time.Time
	// Sleep waits for d, or until ctx ends; then it returns the context's
	// error. A duration that is not positive does not wait.
	Sleep(ctx context.Context, d time.Duration) error
	// WithTimeout returns a context that ends after d. Its cause, not always its
	// error, is then [context.DeadlineExceeded].
	WithTimeout(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc)
}

// System is the machine's own clock.
type System struct{}

func (System) Now() time.Time { return time.Now() }

func (System) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil || d <= 0 {
		return err
	}

	timer := time.NewTimer(d)
	defer timer.Stop()

	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func (System) WithTimeout(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, d)
}
