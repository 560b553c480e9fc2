package gitlabsim

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// limiter counts requests in fixed windows, as GitLab's rack layer does.
type limiter struct {
	requests int
	per      time.Duration

	mu     sync.Mutex
	window int64
	seen   map[string]int
}

func newLimiter(requests int, per time.Duration) *limiter {
	return &limiter{requests: requests, per: per, seen: map[string]int{}}
}

// take counts one request of key and returns the headers that report it.
// Unverified: rate limit headers.
func (l *limiter) take(key string, now time.Time) (header http.Header, allowed bool) {
	l.mu.Lock()
	defer l.mu.Unlock()

	window := now.UnixNano() / int64(l.per)
	if window != l.window {
		l.window = window
		clear(l.seen)
	}

	l.seen[key]++
	observed := l.seen[key]

	// Whole seconds, rounded up: who waits that long is surely in the next window.
	reset := time.Unix(0, (window+1)*int64(l.per)).Add(time.Second - 1).Truncate(time.Second)

	header = http.Header{}
	header.Set("RateLimit-Name", "throttle_authenticated_api")
	header.Set("RateLimit-Limit", strconv.Itoa(l.requests))
	header.Set("RateLimit-Observed", strconv.Itoa(observed))
	header.Set("RateLimit-Remaining", strconv.Itoa(max(0, l.requests-observed)))
	header.Set("RateLimit-Reset", strconv.FormatInt(reset.Unix(), 10))
	header.Set("RateLimit-ResetTime", reset.UTC().Format(http.TimeFormat))

	if observed <= l.requests {
		return header, true
	}

	wait := reset.Sub(now).Truncate(time.Second)
	if wait < reset.Sub(now) {
		wait += time.Second
	}

	header.Set("Retry-After", strconv.FormatInt(int64(wait/time.Second), 10))

	return header, false
}

func (l *limiter) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()

	clear(l.seen)
}
