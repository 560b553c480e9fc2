package gitlabapi

import (
	"context"
	"iter"
	"net/http"
	"sync"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// pacer decides when a request may go: when one of the places for requests is
// free, and no rate limit is in the way. Who waits holds no place, so a limit of
// one endpoint is in nobody else's way.
//
// There is one in each client, which is one for each configured provider. A
// process that Terraform starts has one configuration, and so one address, one
// token and one budget; in a test many live in one process and share nothing.
//
// It has no goroutine of its own. Of those who wait one watches the clock, and
// whoever ends a request looks whether somebody may go.
type pacer struct {
	clock  clock.Clock
	places int
	// retries is how often a request is sent again that GitLab refuses without a
	// word on when to come back.
	retries int

	mu   sync.Mutex
	free int
	// general are the limits for requests with the access token, and for those
	// without: GitLab counts the first by user and the others by address.
	general [2]limit
	// endpoints are the limits that were seen to hold for one endpoint only.
	endpoints map[string]*limit
	// waiting are in the order in which they came.
	waiting []*waiter
	// alarm is when time alone lets somebody go, zero for never.
	alarm time.Time
	// watcher sleeps until watched.
	watcher *waiter
	watched time.Time
}

// admission is the leave to send one request once. The holds are how often each
// limit had been closed by then.
type admission struct {
	general, endpoint         *limit
	generalHold, endpointHold int
}

// verdict is what became of a request that was sent, as far as limits go.
type verdict struct {
	// told says that GitLab refused it and said when to come back.
	told bool
	// refusals is how often in a row GitLab took nothing, this time included.
	refusals int
	// held is not nil where to wait is hopeless.
	held *HeldError
}

func newPacer(c clock.Clock, places, retries int) *pacer {
	return &pacer{clock: c, places: places, retries: retries, free: places, endpoints: map[string]*limit{}}
}

// admit returns when the request may be sent; [pacer.release] has to follow. It
// fails when the context ends, or with a [HeldError].
func (p *pacer) admit(ctx context.Context, request *call) (admission, error) {
	if err := ctx.Err(); err != nil {
		return admission{}, err
	}

	p.mu.Lock()

	if len(p.waiting) == 0 && p.free > 0 {
		if _, _, reason := p.check(request, p.clock.Now()); reason == nothing {
			defer p.mu.Unlock()

			return p.enter(request), nil
		}
	}

	w := &waiter{request: request, wake: func() {}}
	p.waiting = append(p.waiting, w)

	return p.wait(ctx, w)
}

// release ends an admission. response is nil where there was no answer.
func (p *pacer) release(ctx context.Context, request *call, a admission, response *http.Response) verdict {
	now := p.clock.Now()

	var report rateReport
	if response != nil {
		report = readRateReport(response, now)
	}

	p.mu.Lock()
	p.free++

	reported := p.limitOf(request, report.specific)
	if report.budget {
		reported.learn(report, now)
	}

	var refusing *limit
	if report.refused {
		refusing = p.limitOf(request, report.refusedHere)
	}

	for l, hold := range a.limits() {
		l.leave(report.budget && l == reported)

		if response != nil && l != refusing {
			l.pass(hold, p.places)
		}
	}

	var v verdict

	if refusing != nil {
		refusing.refuse(a.hold(refusing), report.retryAfter, now)
		v = verdict{told: report.retryAfter > 0, refusals: refusing.refusals, held: refusing.hopeless(now)}
	}

	news := p.dispatch()
	p.rouse()
	p.mu.Unlock()

	logNotices(ctx, news)

	return v
}

// check tells what is in the way of a request, and for how long.
func (p *pacer) check(request *call, now time.Time) (time.Duration, *limit, obstacle) {
	general, endpoint := p.limits(request)
	wait, reason := general.check(now)

	if endpoint == nil {
		return wait, general, reason
	}

	if longer, other := endpoint.check(now); longer > wait || reason == nothing {
		return longer, endpoint, other
	}

	return wait, general, reason
}

func (p *pacer) enter(request *call) admission {
	now := p.clock.Now()
	p.free--

	var a admission

	a.general, a.endpoint = p.limits(request)
	a.general.enter(now)
	a.generalHold = a.general.hold

	if a.endpoint != nil {
		a.endpoint.enter(now)
		a.endpointHold = a.endpoint.hold
	}

	return a
}

// limits are those that a request comes under. The second is nil where none of
// its endpoint's own was ever seen.
func (p *pacer) limits(request *call) (general, endpoint *limit) {
	general = &p.general[0]
	if request.anonymous {
		general = &p.general[1]
	}

	if len(p.endpoints) > 0 {
		endpoint = p.endpoints[request.endpoint()]
	}

	return general, endpoint
}

// limitOf is the general limit of a request or its endpoint's, which begins here.
func (p *pacer) limitOf(request *call, specific bool) *limit {
	general, endpoint := p.limits(request)

	switch {
	case !specific:
		return general
	case endpoint == nil:
		endpoint = &limit{endpoint: request.endpoint()}
		p.endpoints[endpoint.endpoint] = endpoint
	}

	return endpoint
}

// limits are those that the request was counted in, with their holds.
func (a admission) limits() iter.Seq2[*limit, int] {
	return func(yield func(*limit, int) bool) {
		if yield(a.general, a.generalHold) && a.endpoint != nil {
			yield(a.endpoint, a.endpointHold)
		}
	}
}

// hold is how often a limit had been closed when the request was let through; a
// limit that was not known then had not been.
func (a admission) hold(l *limit) int {
	switch l {
	case a.general:
		return a.generalHold
	case a.endpoint:
		return a.endpointHold
	default:
		return 0
	}
}
