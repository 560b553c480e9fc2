package gitlabapi

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// waiter is a request that stands in line.
type waiter struct {
	request *call
	// wake ends its sleep: to go, or to look again.
	wake context.CancelFunc
	// done says that it is in the line no more, with one of these.
	done     bool
	admitted admission
	err      error
}

// wait stands in line until the request may go. It is called with the lock, and
// returns without it.
func (p *pacer) wait(ctx context.Context, w *waiter) (admission, error) {
	news := p.dispatch()

	for !w.done {
		round, wake := context.WithCancel(ctx)
		w.wake = wake
		sleep, watching := p.watch(w)
		p.mu.Unlock()

		logNotices(ctx, news)

		if watching {
			// Whether it ended early shows in what is looked at next.
			_ = p.clock.Sleep(round, sleep)
		} else {
			<-round.Done()
		}

		wake()
		p.mu.Lock()

		if p.watcher == w {
			p.watcher = nil
		}

		if err := ctx.Err(); err != nil && !w.done {
			w.done, w.err = true, fmt.Errorf("it waited for its turn: %w", err)
			p.waiting = slices.DeleteFunc(p.waiting, func(other *waiter) bool { return other == w })
		}

		news = p.dispatch()
	}

	p.rouse()
	p.mu.Unlock()
	logNotices(ctx, news)

	return w.admitted, w.err
}

// dispatch lets go whoever may, in the order in which they came, and sets the
// alarm. It returns what the log shall say.
func (p *pacer) dispatch() []notice {
	var news []notice

	now := p.clock.Now()
	p.alarm = time.Time{}

	p.waiting = slices.DeleteFunc(p.waiting, func(w *waiter) bool {
		if p.free == 0 {
			return false
		}

		wait, limit, reason := p.check(w.request, now)

		switch {
		case reason == nothing:
			w.admitted = p.enter(w.request)
		case reason == refused && limit.givenUp(p.retries, now) != nil:
			w.err = limit.givenUp(p.retries, now)
		default:
			if due := now.Add(wait); wait > 0 && (p.alarm.IsZero() || due.Before(p.alarm)) {
				p.alarm = due
			}

			news = limit.announce(news, reason, now)

			return false
		}

		w.done = true
		w.wake()

		return true
	})

	return news
}

// watch has a waiter watch the clock where nobody does, or not closely enough.
// It returns how long to sleep, which is not positive if the moment has passed
// since the alarm was set, and whether there is anything to watch.
func (p *pacer) watch(w *waiter) (time.Duration, bool) {
	if !p.unwatched() {
		return 0, false
	}

	p.watcher, p.watched = w, p.alarm

	return p.alarm.Sub(p.clock.Now()), true
}

// rouse wakes somebody to watch the clock.
func (p *pacer) rouse() {
	if len(p.waiting) > 0 && p.unwatched() {
		p.waiting[0].wake()
	}
}

func (p *pacer) unwatched() bool {
	return !p.alarm.IsZero() && (p.watcher == nil || p.alarm.Before(p.watched))
}
