package ratelimit_test

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

const token = "glpat-0123456789abcdefghij"

// budgetCase is a rate limit of the emulator, and the requests sent against it.
type budgetCase struct {
	limit    int
	period   time.Duration
	latency  time.Duration
	requests int
	others   time.Duration // interval of another client's requests with the same token
	skew     time.Duration // of GitLab's clock
	without  []string      // headers that GitLab does not send
	refusals int           // at most
	share    float64       // of the budget of each whole window, at least
}

// Thousands of requests against a limit: each is answered, hardly any is refused,
// and the budget is used up.
func TestLimiter_usesTheBudget(t *testing.T) {
	t.Parallel()

	const remaining, retryAfter = "RateLimit-Remaining", "Retry-After"

	for name, test := range map[string]budgetCase{
		"gitlab.com":       {limit: 2000, period: time.Minute, latency: 100 * time.Millisecond, requests: 2500, share: 1},
		"by the hour":      {limit: 1200, period: time.Hour, latency: 100 * time.Millisecond, requests: 1500, share: 1},
		"clocks apart":     {limit: 300, period: time.Minute, latency: 100 * time.Millisecond, requests: 700, skew: -5*time.Hour - 400*time.Millisecond, share: 1},
		"no Date":          {limit: 300, period: time.Minute, latency: 100 * time.Millisecond, requests: 700, without: []string{"Date"}, share: 1},
		"slow responses":   {limit: 100, period: time.Minute, latency: 5 * time.Second, requests: 450, share: 0.97},
		"less than slots":  {limit: 10, period: 10 * time.Second, latency: 100 * time.Millisecond, requests: 60, share: 1, refusals: 10},
		"another client":   {limit: 300, period: time.Minute, latency: 100 * time.Millisecond, requests: 700, others: 500 * time.Millisecond, share: 1, refusals: 10},
		"only Retry-After": {limit: 300, period: time.Minute, latency: 100 * time.Millisecond, requests: 700, without: []string{remaining}, share: 0.99, refusals: 3 * 20},
		"no headers":       {limit: 300, period: time.Minute, latency: 100 * time.Millisecond, requests: 700, without: []string{remaining, retryAfter}, share: 0.95, refusals: 3 * 26},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inFakeTime(t, 20, 5, nil, test.run)
		})
	}
}

func (test budgetCase) run(t *testing.T, n *network) {
	server := &limited{budgetCase: test, clock: skewed{by: test.skew}, answered: map[int64]int{}}
	server.sim = gitlabsim.New(gitlabsim.WithClock(server.clock), gitlabsim.WithRootToken(token), gitlabsim.WithRateLimit(test.limit, test.period))
	n.handler = server
	first := server.clock.Now().Add(test.period-1).UnixNano() / int64(test.period)

	work := make(chan int, test.requests)
	for i := range test.requests {
		work <- i
	}

	close(work)

	var callers, others sync.WaitGroup

	for range 30 {
		callers.Go(func() {
			for range work {
				if err := n.do(t.Context(), "version"); err != nil {
					t.Error(err)
				}
			}
		})
	}

	done := make(chan struct{})
	if test.others > 0 {
		others.Go(func() { server.others(t, done) })
	}

	callers.Wait()
	close(done)
	others.Wait()

	for window := first; window < server.window(); window++ {
		if share := float64(server.answered[window]) / float64(test.limit); share < test.share {
			t.Errorf("window %d: %.1f%% of the budget was used", window-first, 100*share)
		}
	}

	if n.refusals() > test.refusals {
		t.Errorf("%d requests were refused, at most %d should be", n.refusals(), test.refusals)
	}

	if n.most > 20 {
		t.Errorf("%d requests were in flight at once, with 20 slots", n.most)
	}
}

// limited is the emulator behind a slow network.
type limited struct {
	budgetCase
	clock clock.Clock
	sim   http.Handler

	mu       sync.Mutex
	number   int
	answered map[int64]int
}

func (l *limited) window() int64 { return l.clock.Now().UnixNano() / int64(l.period) }

// ServeHTTP implements [http.Handler]. A request that is counted early can be
// answered late: the two ways are of varying length.
func (l *limited) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	l.number++
	there := l.latency * time.Duration(l.number*7%11) / 10
	l.mu.Unlock()

	time.Sleep(there)

	recorder := httptest.NewRecorder()
	window := l.window()
	r = httptest.NewRequestWithContext(r.Context(), http.MethodGet, "/api/v4/version", nil)
	r.Header.Set("Private-Token", token)
	l.sim.ServeHTTP(recorder, r)

	if recorder.Code == http.StatusOK {
		l.mu.Lock()
		l.answered[window]++
		l.mu.Unlock()
	}

	time.Sleep(l.latency - there)
	copyTo(w, recorder, l.without...)
}

// others is a client that uses the same budget.
func (l *limited) others(t *testing.T, done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case <-time.After(l.budgetCase.others):
			l.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
		}
	}
}

// skewed is a clock that is ahead.
type skewed struct {
	clock.System
	by time.Duration
}

func (s skewed) Now() time.Time { return s.System.Now().Add(s.by) }
