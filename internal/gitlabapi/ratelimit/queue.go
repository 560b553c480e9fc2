package ratelimit

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// wait waits in the queue until the request may be sent. It is called with the
// lock and returns without it.
func (l *Limiter) wait(ctx context.Context, r *Request) error {
	waits := l.dispatch()

	for !r.done {
		round, wake := context.WithCancel(ctx)
		r.wake = wake
		sleep, sleeps := l.becomeSleeper(r)
		l.mu.Unlock()

		logWaits(ctx, waits)

		if sleeps {
			_ = l.clock.Sleep(round, sleep) // dispatch finds out whether it ended early
		} else {
			<-round.Done()
		}

		wake()
		l.mu.Lock()

		if l.sleeper == r {
			l.sleeper = nil
		}

		if err := ctx.Err(); err != nil && !r.done {
			r.done, r.err = true, fmt.Errorf("waiting for a free slot or a rate limit: %w", err)
			l.queue = slices.DeleteFunc(l.queue, func(other *Request) bool { return other == r })
		}

		waits = l.dispatch()
	}

	l.wakeSleeper()
	l.mu.Unlock()
	logWaits(ctx, waits)

	return r.err
}

// dispatch admits what may be sent, in the order of arrival, and sets due. It
// returns the waits to be logged.
func (l *Limiter) dispatch() []loggedWait {
	var waits []loggedWait

	now := l.clock.Now()
	l.due = time.Time{}

	l.queue = slices.DeleteFunc(l.queue, func(r *Request) bool {
		if l.free == 0 {
			return false
		}

		wait, limit, why := l.check(r, now)

		switch {
		case why == none:
			l.admit(r, now)
		case why == blocked && limit.giveUp(l.retries, now) != nil:
			r.err = limit.giveUp(l.retries, now)
		default:
			if due := now.Add(wait); wait > 0 && (l.due.IsZero() || due.Before(l.due)) {
				l.due = due
			}

			waits = limit.log(waits, why, now)

			return false
		}

		r.done = true
		r.wake()

		return true
	})

	return waits
}

// becomeSleeper makes a queued request sleep until due if no other does. The
// sleep is not positive if that moment has passed since.
func (l *Limiter) becomeSleeper(r *Request) (sleep time.Duration, sleeps bool) {
	if !l.needsSleeper() {
		return 0, false
	}

	l.sleeper, l.sleepsUntil = r, l.due

	return l.due.Sub(l.clock.Now()), true
}

// wakeSleeper wakes a queued request so that it becomes the sleeper.
func (l *Limiter) wakeSleeper() {
	if len(l.queue) > 0 && l.needsSleeper() {
		l.queue[0].wake()
	}
}

func (l *Limiter) needsSleeper() bool {
	return !l.due.IsZero() && (l.sleeper == nil || l.due.Before(l.sleepsUntil))
}
