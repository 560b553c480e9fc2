package ratelimit

import (
	"fmt"
	"time"
)

// lowWater is the share of a budget, as its divisor, below which the rest is
// spread over the time until the budget is renewed.
const lowWater = 10

// Error says that GitLab refuses requests for longer than [MaxWait], or that it
// refused as many in a row without Retry-After as a request is sent at most.
type Error struct {
	// Endpoint is the only endpoint that is refused, empty for all.
	Endpoint string
	// For is how long GitLab refuses requests from now on, or has refused one
	// that was sent again and again.
	For time.Duration
	// Refusals is the number of 429s in a row without Retry-After, 0 if GitLab
	// sent that header.
	Refusals int
}

func (e *Error) Error() string {
	what := "requests"
	if e.Endpoint != "" {
		what = e.Endpoint
	}

	if e.Refusals > 0 {
		return fmt.Sprintf("GitLab's rate limit takes no %s: it refused %d in a row without a Retry-After header", what, e.Refusals)
	}

	return fmt.Sprintf("GitLab's rate limit takes no %s for %s, and the provider waits %s at most", what, e.For.Round(time.Second), MaxWait)
}

// limit is what is known of one rate limit. It has neither lock nor clock.
//
// GitLab counts requests in fixed windows. Responses arrive in any order, and
// may or may not count what is in flight. Within a window the lowest reported
// rest is the newest, and every answered request is counted in it. So what is
// certainly left is the lowest reported rest minus the requests in flight, and
// a late response changes nothing.
type limit struct {
	// endpoint is the endpoint that it applies to, empty for all.
	endpoint string
	// name is GitLab's name of it.
	name string

	// capacity is the whole budget, 0 if GitLab reports none.
	capacity  int
	remaining int
	// window is when the window ends in GitLab's time, which identifies it;
	// reset is the latest that it ends by the clock.
	window int64
	reset  time.Time
	// assumed says that the window is over, and that the next one is assumed to
	// have a full budget.
	assumed bool

	inFlight int
	// last is when a request was last admitted.
	last time.Time

	// until is when a block ends that a 429 began.
	until time.Time
	// blocks counts the blocks. A 429 to a request that was admitted before a
	// block is no further block.
	blocks int
	// refusals counts the blocks since GitLab last accepted a request, since is
	// when the first of them began.
	refusals int
	since    time.Time
	// withoutRetryAfter says that the latest 429 had no Retry-After.
	withoutRetryAfter bool
	// probes bounds the requests in flight after a block, so that not all queued
	// requests get the next 429. It doubles with each response; 0 is no bound.
	probes int

	// logged says that the present wait is in the log.
	logged bool
}

// check returns what blocks one more request, and for how long. The time is 0
// if only a response can tell.
func (l *limit) check(now time.Time) (time.Duration, reason) {
	if wait := l.until.Sub(now); wait > 0 {
		return wait, blocked
	}

	if l.probes > 0 && l.inFlight >= l.probes {
		return 0, unanswered
	}

	if l.capacity == 0 {
		return 0, none
	}

	left := l.reset.Sub(now)
	if left <= 0 && !l.assumed {
		l.assumed, l.remaining, l.logged = true, l.capacity, false
	}

	available := l.remaining - l.inFlight

	switch {
	case l.assumed && available > 0:
		return 0, none
	case l.assumed:
		return 0, unanswered
	case available <= 0:
		return left, exhausted
	case available > l.capacity/lowWater:
		return 0, none
	}

	// One part more than there are requests, so that the last one is not so late
	// that it falls into the next window.
	part := l.reset.Sub(l.last) / time.Duration(available+1)
	if wait := l.last.Add(part).Sub(now); wait > 0 {
		return wait, spread
	}

	return 0, none
}

// begin counts an admitted request.
func (l *limit) begin(now time.Time) {
	l.inFlight++
	l.last = now
}

// end counts the end of a request. If its response did not report this limit,
// or never came, GitLab is assumed to have counted it.
func (l *limit) end(reported bool) {
	l.inFlight--

	if !reported && !l.assumed {
		l.remaining = max(l.remaining-1, 0)
	}
}

// update takes the budget from a response.
func (l *limit) update(report report, now time.Time) {
	reset := now.Add(report.left)

	switch {
	case report.name == l.name && report.window < l.window,
		report.name == l.name && report.window == l.window && l.assumed:
		return
	case report.name == l.name && report.window == l.window && l.capacity > 0:
		// Each response gives an upper bound of the same moment.
		if reset.Before(l.reset) {
			l.reset = reset
		}

		l.remaining = min(l.remaining, report.remaining)
	default:
		l.name, l.window, l.reset = report.name, report.window, reset
		l.remaining, l.assumed, l.logged = report.remaining, false, false
	}

	l.capacity = report.capacity
}

// accepted notes a response other than 429 to a request that was admitted after
// so many blocks.
func (l *limit) accepted(blocks, slots int) {
	if blocks != l.blocks {
		return
	}

	l.refusals = 0

	if l.probes *= 2; l.probes >= slots {
		l.probes = 0
	}
}

// refused blocks the limit after a 429 to a request that was admitted after so
// many blocks.
func (l *limit) refused(blocks int, retryAfter time.Duration, now time.Time) {
	if blocks == l.blocks {
		if l.refusals == 0 {
			l.since = now
		}

		l.blocks++
		l.refusals++
		l.probes = 1
		l.logged = false
		l.withoutRetryAfter = retryAfter == 0

		switch {
		case l.withoutRetryAfter:
			retryAfter = refusalBackoff(l.refusals)
		case l.refusals > 1:
			// Waiting for Retry-After did not help: other clients are faster.
			retryAfter += Backoff(l.refusals - 1)
		}
	}

	if until := now.Add(retryAfter); until.After(l.until) {
		l.until = until
	}
}

// giveUp is not nil if a queued request must not wait: the block is too long, or
// GitLab refused without Retry-After as often as a request is sent at most. Each
// queued request would otherwise find that out by itself, a minute each.
func (l *limit) giveUp(retries int, now time.Time) error {
	if wait := l.until.Sub(now); wait > 0 && l.withoutRetryAfter && l.refusals > retries {
		return &Error{Endpoint: l.endpoint, For: wait, Refusals: l.refusals}
	}

	return l.tooLong(now)
}

// tooLong is not nil if GitLab refuses requests for longer than [MaxWait].
func (l *limit) tooLong(now time.Time) error {
	if wait := l.until.Sub(now); wait > 0 && l.until.Sub(l.since) > MaxWait {
		return &Error{Endpoint: l.endpoint, For: wait}
	}

	return nil
}
