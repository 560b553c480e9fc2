// Package ratelimit decides when a request to GitLab may be sent, and whether a
// request that GitLab refused with 429 may be sent again.
//
// A request is sent when a slot is free and no rate limit blocks it. The limits
// are learnt from the headers of GitLab's responses. A queued request holds no
// slot, so a limit of one endpoint does not delay the other endpoints.
package ratelimit

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// MaxWait is the longest that a request waits while GitLab refuses requests.
// GitLab's own periods are an hour at most by default.
const MaxWait = time.Hour

// Limiter admits requests. A client has one, because the budget that GitLab
// reports is one for all requests of its token.
//
// It starts no goroutine: one queued request sleeps until the next moment at
// which a limit changes, and every release looks for requests to admit.
type Limiter struct {
	clock   clock.Clock
	slots   int
	retries int

	mu   sync.Mutex
	free int
	// general are the limits for requests with and without the access token:
	// GitLab counts the former by user and the latter by address.
	general [2]limit
	// endpoints are the limits that apply to one endpoint only.
	endpoints map[string]*limit
	// queue is in the order of arrival.
	queue []*Request
	// due is when time alone admits a queued request, zero for never.
	due time.Time
	// sleeper is the request that sleeps until sleepsUntil.
	sleeper     *Request
	sleepsUntil time.Time
}

// Request is a request over all its attempts.
type Request struct {
	// Endpoint is the method and the path without ids: GitLab limits some
	// endpoints on their own.
	Endpoint string
	// Anonymous says that the request carries no access token.
	Anonymous bool
	// Failures counts the failed attempts. The caller adds its own; Release adds
	// each 429 without Retry-After.
	Failures int

	// counted are the limits that the present attempt is counted in.
	counted [2]counted
	// refusedSince is when the request got its first 429.
	refusedSince time.Time

	// wake ends its sleep in the queue.
	wake context.CancelFunc
	// done says that it has left the queue, with err if it was not admitted.
	done bool
	err  error
}

// counted is a limit, and how often it had been blocked when the request was
// admitted.
type counted struct {
	limit  *limit
	blocks int
}

// New returns a limiter for so many concurrent requests. retries is how often a
// request is sent again after a 429 without Retry-After.
func New(c clock.Clock, slots, retries int) *Limiter {
	return &Limiter{clock: c, slots: slots, retries: retries, free: slots, endpoints: map[string]*limit{}}
}

// Admit returns when the request may be sent; [Limiter.Release] must follow. It
// fails when the context ends, or with an [Error].
func (l *Limiter) Admit(ctx context.Context, r *Request) error {
	if err := ctx.Err(); err != nil {
		return err
	}

	r.done, r.err, r.wake = false, nil, func() {}

	l.mu.Lock()
	l.queue = append(l.queue, r)

	return l.wait(ctx, r)
}

// Release ends an admitted attempt. response is nil if none came; body is what
// was read of it. After a 429 it reports whether the request may be sent again,
// once it is admitted; the error is an [Error] if waiting is pointless.
func (l *Limiter) Release(ctx context.Context, r *Request, response *http.Response, body []byte) (again bool, err error) {
	now := l.clock.Now()

	var report report
	if response != nil {
		report = readReport(response, body, now)
	}

	l.mu.Lock()
	l.free++

	reported := l.limitOf(r, report.specific)
	if report.budget {
		reported.update(report, now)
	}

	var refusing *limit
	if report.refused {
		refusing = l.limitOf(r, report.refusedHere)
	}

	blocks := 0 // of a limit that was unknown when the request was admitted

	for _, c := range r.counted {
		switch {
		case c.limit == nil:
			continue
		case c.limit == refusing:
			blocks = c.blocks
		case response != nil:
			c.limit.accepted(c.blocks, l.slots)
		}

		c.limit.end(report.budget && c.limit == reported)
	}

	if refusing != nil {
		refusing.refused(blocks, report.retryAfter, now)
		again, err = l.again(r, refusing, report.retryAfter > 0, now)
	}

	waits := l.dispatch()
	l.wakeSleeper()
	l.mu.Unlock()

	logWaits(ctx, waits)

	return again, err
}

// again decides whether a request is sent again after a 429. GitLab did not act on
// it, so any request may be. A 429 with Retry-After is not a failure. Otherwise the
// 429s in a row count, including those of other requests: one request finds out for
// all that GitLab refuses them.
func (l *Limiter) again(r *Request, refusing *limit, hasRetryAfter bool, now time.Time) (bool, error) {
	if err := refusing.tooLong(now); err != nil {
		return false, err
	}

	if r.refusedSince.IsZero() {
		r.refusedSince = now
	}

	// Other requests may be accepted meanwhile, so the limit does not show this.
	if refused := now.Sub(r.refusedSince); refused > MaxWait {
		return false, &Error{Endpoint: r.Endpoint, For: refused}
	}

	if hasRetryAfter {
		return true, nil
	}

	r.Failures++

	return max(r.Failures, refusing.refusals) <= l.retries, nil
}

// check returns what blocks a request, and for how long.
func (l *Limiter) check(r *Request, now time.Time) (time.Duration, *limit, reason) {
	general, endpoint := l.limits(r)
	wait, why := general.check(now)

	if endpoint == nil {
		return wait, general, why
	}

	if longer, other := endpoint.check(now); longer > wait || why == none {
		return longer, endpoint, other
	}

	return wait, general, why
}

// admit takes a slot for a request, and counts it in its limits.
func (l *Limiter) admit(r *Request, now time.Time) {
	l.free--

	general, endpoint := l.limits(r)
	r.counted = [2]counted{{general, general.blocks}, {}}
	general.begin(now)

	if endpoint != nil {
		r.counted[1] = counted{endpoint, endpoint.blocks}
		endpoint.begin(now)
	}
}

// limits are the limits of a request. endpoint is nil if none is known.
func (l *Limiter) limits(r *Request) (general, endpoint *limit) {
	general = &l.general[0]
	if r.Anonymous {
		general = &l.general[1]
	}

	return general, l.endpoints[r.Endpoint]
}

// limitOf is the general limit of a request, or that of its endpoint, which is
// created if it is not known yet.
func (l *Limiter) limitOf(r *Request, specific bool) *limit {
	general, endpoint := l.limits(r)

	switch {
	case !specific:
		return general
	case endpoint == nil:
		endpoint = &limit{endpoint: r.Endpoint}
		l.endpoints[r.Endpoint] = endpoint
	}

	return endpoint
}
