package clock

import (
	"context"
	"sync"
	"time"
)

// Fake is a clock that stands still until a test moves it. Sleep moves it by the
// duration and returns at once, so that waits take no real time.
// A sleep does not use up the timeout of another call: a timeout ends with Expire.
type Fake struct {
	mu       sync.Mutex
	now      time.Time
	slept    time.Duration
	onSleep  func(time.Duration)
	timeouts map[context.Context]context.CancelCauseFunc
}

// NewFake returns a fake clock that shows now.
func NewFake(now time.Time) *Fake {
	return &Fake{now: now, timeouts: make(map[context.Context]context.CancelCauseFunc)}
}

func (f *Fake) Now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()

	return f.now
}

// Advance moves the clock by d.
func (f *Fake) Advance(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()

	f.now = f.now.Add(d)
}

// Sleep implements [Clock]. It advances the clock, then calls the function
// given to OnSleep, in which a test makes changes.
func (f *Fake) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil || d <= 0 {
		return err
	}

	f.mu.Lock()
	f.now = f.now.Add(d)
	f.slept += d
	onSleep := f.onSleep
	f.mu.Unlock()

	if onSleep != nil {
		onSleep(d)
	}

	return ctx.Err()
}

// OnSleep has f called after each Sleep, outside of the clock's lock.
func (f *Fake) OnSleep(call func(d time.Duration)) {
	f.mu.Lock()
	defer f.mu.Unlock()

	f.onSleep = call
}

// Slept is the sum of all sleeps so far.
func (f *Fake) Slept() time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()

	return f.slept
}

// WithTimeout implements [Clock]. The context ends with Expire.
func (f *Fake) WithTimeout(ctx context.Context, _ time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)

	f.mu.Lock()
	defer f.mu.Unlock()

	f.timeouts[ctx] = cancel

	return ctx, func() {
		f.mu.Lock()
		defer f.mu.Unlock()

		delete(f.timeouts, ctx)
		cancel(nil)
	}
}

// Expire ends every timeout that is running.
func (f *Fake) Expire() {
	f.mu.Lock()
	defer f.mu.Unlock()

	for _, end := range f.timeouts {
		end(context.DeadlineExceeded)
	}
}
