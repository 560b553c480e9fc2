package gitlabapi

import "time"

const (
	// lowWater is the share of a budget, as its divisor, below which the rest
	// is spread over the time until it is full again.
	lowWater = 10
	// maxHold is the longest that is waited while GitLab takes nothing. Its own
	// periods are an hour at most by default; what takes longer is no matter of
	// pace, and a run that hangs for it helps nobody.
	maxHold = time.Hour
)

// limit is one rate limit as far as it is known: how much of its budget is
// left, and whether GitLab refused. It has no lock and no clock; its owner has.
//
// GitLab counts requests in fixed windows. Answers come out of order, and what
// is under way may be counted in them or not. Within a window the least that was
// reported is the newest report, and every request that was answered is counted
// in it or was counted before. So what is left for certain is the least reported
// less what is in flight, and an answer that comes late changes nothing.
type limit struct {
	// endpoint is whose limit it is, empty for one that holds for all.
	endpoint string
	// name is GitLab's word for it.
	name string

	// capacity is a whole budget, 0 where GitLab reports none.
	capacity  int
	remaining int
	// window tells in GitLab's time which window it is, reset on our clock when
	// it ends, at the latest.
	window int64
	reset  time.Time
	// presumed says that the window is over and nothing is known of the next
	// one but its capacity.
	presumed bool

	inFlight int
	// last is when a request was let through last.
	last time.Time

	// until is when GitLab takes requests again after it refused one.
	until time.Time
	// hold counts how often that happened. What was let through before the
	// hold and is refused as well is no news.
	hold int
	// refusals counts the holds since GitLab last took a request, since is when
	// the first of them began.
	refusals int
	since    time.Time
	// silent says that the latest refusal did not tell when to come back.
	silent bool
	// probes bounds what is in flight after a hold, so that those who waited do
	// not all run into the next refusal. It doubles with each answer; 0 is no bound.
	probes int

	// announced says that the present wait is in the log.
	announced bool
}

// check tells what is in the way of one more request, and how long it will be
// there. For what is unanswered there is no time.
func (l *limit) check(now time.Time) (time.Duration, obstacle) {
	if held := l.until.Sub(now); held > 0 {
		return held, refused
	}

	if l.probes > 0 && l.inFlight >= l.probes {
		return 0, unanswered
	}

	if l.capacity == 0 {
		return 0, nothing
	}

	left := l.reset.Sub(now)
	if left <= 0 && !l.presumed {
		l.presumed, l.remaining, l.announced = true, l.capacity, false
	}

	available := l.remaining - l.inFlight

	switch {
	case l.presumed && available > 0:
		return 0, nothing
	case l.presumed:
		return 0, unanswered
	case available <= 0:
		return left, spent
	case available > l.capacity/lowWater:
		return 0, nothing
	}

	// With one part more than there are requests, the last one is not so late
	// that it falls into the next window.
	part := l.reset.Sub(l.last) / time.Duration(available+1)
	if wait := l.last.Add(part).Sub(now); wait > 0 {
		return wait, spread
	}

	return 0, nothing
}

// enter lets a request through.
func (l *limit) enter(now time.Time) {
	l.inFlight++
	l.last = now
}

// learn takes in what an answer says of the budget.
func (l *limit) learn(report rateReport, now time.Time) {
	reset := now.Add(report.left)

	switch {
	case report.name == l.name && report.window < l.window,
		report.name == l.name && report.window == l.window && l.presumed:
		return
	case report.name == l.name && report.window == l.window && l.capacity > 0:
		// Each answer is an upper bound of the same moment.
		if reset.Before(l.reset) {
			l.reset = reset
		}

		l.remaining = min(l.remaining, report.remaining)
	default:
		l.name, l.window, l.reset = report.name, report.window, reset
		l.remaining, l.presumed, l.announced = report.remaining, false, false
	}

	l.capacity = report.capacity
}

// leave ends a request. If its answer was silent of this limit, or never came,
// it is taken to have been counted.
func (l *limit) leave(reported bool) {
	l.inFlight--

	if !reported && !l.presumed {
		l.remaining = max(l.remaining-1, 0)
	}
}

// pass notes that GitLab did not refuse a request that was let through when
// there had been so many holds. places is how many there can be in flight.
func (l *limit) pass(hold, places int) {
	if hold != l.hold {
		return
	}

	l.refusals = 0

	if l.probes *= 2; l.probes >= places {
		l.probes = 0
	}
}

// refuse closes the limit after a 429 to a request that was let through when
// there had been so many holds.
func (l *limit) refuse(hold int, retryAfter time.Duration, now time.Time) {
	if hold == l.hold {
		if l.refusals == 0 {
			l.since = now
		}

		l.hold++
		l.refusals++
		l.probes = 1
		l.announced = false
		l.silent = retryAfter == 0

		switch {
		case l.silent:
			retryAfter = wordlessBackoff(l.refusals)
		case l.refusals > 1:
			// It was obeyed and did not help: somebody else is faster.
			retryAfter += backoff(l.refusals - 1)
		}
	}

	if until := now.Add(retryAfter); until.After(l.until) {
		l.until = until
	}
}

// givenUp is not nil where nobody is kept waiting: to wait is hopeless, or GitLab
// has refused without a word as often as a request is sent at most. Those in line
// would find that out one by one, a minute each.
func (l *limit) givenUp(retries int, now time.Time) *HeldError {
	if held := l.until.Sub(now); held > 0 && l.silent && l.refusals > retries {
		return &HeldError{Endpoint: l.endpoint, For: held, Refusals: l.refusals}
	}

	return l.hopeless(now)
}

// hopeless is not nil when GitLab takes nothing for longer than is waited for.
func (l *limit) hopeless(now time.Time) *HeldError {
	if held := l.until.Sub(now); held > 0 && l.until.Sub(l.since) > maxHold {
		return &HeldError{Endpoint: l.endpoint, For: held}
	}

	return nil
}
