package gitlabapi_test

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// budgetCase is a rate limit of the emulator's, and what is asked of it.
type budgetCase struct {
	limit    int
	period   time.Duration
	latency  time.Duration
	requests int
	others   time.Duration // somebody else with the same token asks this often
	skew     time.Duration // of GitLab's clock
	without  []string      // headers that GitLab does not send
	refusals int           // at most
	share    float64       // of the budget of each whole window, at least
}

// Thousands of requests against a limit: every one is answered, hardly any is
// refused, and no budget is left over.
func TestBudgetIsUsedAndNotOverrun(t *testing.T) {
	t.Parallel()

	const reported, told = "RateLimit-Remaining", "Retry-After"

	for name, test := range map[string]budgetCase{
		"gitlab.com":       {limit: 2000, period: time.Minute, latency: 100 * time.Millisecond, requests: 2500, share: 1},
		"by the hour":      {limit: 1200, period: time.Hour, latency: 100 * time.Millisecond, requests: 1500, share: 1},
		"clocks apart":     {limit: 300, period: time.Minute, latency: 100 * time.Millisecond, requests: 700, skew: -5*time.Hour - 400*time.Millisecond, share: 1},
		"no Date":          {limit: 300, period: time.Minute, latency: 100 * time.Millisecond, requests: 700, without: []string{"Date"}, share: 1},
		"slow answers":     {limit: 100, period: time.Minute, latency: 5 * time.Second, requests: 450, share: 0.97},
		"less than places": {limit: 10, period: 10 * time.Second, latency: 100 * time.Millisecond, requests: 60, share: 1, refusals: 10},
		"somebody else":    {limit: 300, period: time.Minute, latency: 100 * time.Millisecond, requests: 700, others: 500 * time.Millisecond, share: 1, refusals: 10},
		"only Retry-After": {limit: 300, period: time.Minute, latency: 100 * time.Millisecond, requests: 700, without: []string{reported}, share: 0.99, refusals: 3 * 20},
		"no header at all": {limit: 300, period: time.Minute, latency: 100 * time.Millisecond, requests: 700, without: []string{reported, told}, share: 0.95, refusals: 3 * 26},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inVirtualTime(t, nil, test.run, func(c *gitlabapi.Config) { c.MaxConcurrentRequests = 20; c.Retries = 5 })
		})
	}
}

func (test budgetCase) run(t *testing.T, v *virtual, client *gitlabapi.Client) {
	server := &limited{budgetCase: test, clock: skewed{by: test.skew}, taken: map[int64]int{}}
	server.sim = gitlabsim.New(gitlabsim.WithClock(server.clock), gitlabsim.WithRootToken(token), gitlabsim.WithRateLimit(test.limit, test.period))
	v.handler = server
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
				if _, err := client.Version(t.Context()); err != nil {
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
		if share := float64(server.taken[window]) / float64(test.limit); share < test.share {
			t.Errorf("window %d: %.1f%% of the budget was used", window-first, 100*share)
		}
	}

	if v.refusals() > test.refusals {
		t.Errorf("%d requests were refused, at most %d should be", v.refusals(), test.refusals)
	}

	if v.most > 20 {
		t.Errorf("%d requests were under way at once, with 20 places", v.most)
	}
}

// limited is the emulator behind a line of some length.
type limited struct {
	budgetCase
	clock clock.Clock
	sim   http.Handler

	mu    sync.Mutex
	turn  int
	taken map[int64]int
}

func (l *limited) window() int64 { return l.clock.Now().UnixNano() / int64(l.period) }

// ServeHTTP implements [http.Handler]. What is counted early can be answered
// late: the way there and the way back are of any length.
func (l *limited) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	l.turn++
	there := l.latency * time.Duration(l.turn*7%11) / 10
	l.mu.Unlock()

	time.Sleep(there)

	recorder := httptest.NewRecorder()
	window := l.window()
	l.sim.ServeHTTP(recorder, r)

	if recorder.Code == http.StatusOK {
		l.mu.Lock()
		l.taken[window]++
		l.mu.Unlock()
	}

	time.Sleep(l.latency - there)

	for name := range recorder.Header() {
		w.Header().Set(name, recorder.Header().Get(name))
	}

	for _, name := range l.without {
		w.Header().Del(name)
	}

	w.WriteHeader(recorder.Code)
	_, _ = recorder.Body.WriteTo(w)
}

// others are those who use the same budget.
func (l *limited) others(t *testing.T, done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case <-time.After(l.budgetCase.others):
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v4/version", nil)
			r.Header.Set("Private-Token", token)
			l.ServeHTTP(httptest.NewRecorder(), r)
		}
	}
}

// skewed is a clock that is ahead of everybody else's.
type skewed struct {
	clock.System
	by time.Duration
}

// Now implements [clock.Clock].
func (s skewed) Now() time.Time { return s.System.Now().Add(s.by) }
