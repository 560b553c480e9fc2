package gitlabsim

import (
	"math"
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
// Source: lib/gitlab/rack_attack/request_throttle_data.rb.
func (l *limiter) take(name, key string, now time.Time) (header http.Header, allowed bool) {
	l.mu.Lock()
	defer l.mu.Unlock()

	window := now.UnixNano() / int64(l.per)
	if window != l.window {
		l.window = window
		clear(l.seen)
	}

	l.seen[key]++
	observed := l.seen[key]

	// Whole seconds, rounded up: after that wait the next window has surely begun.
	reset := time.Unix(0, (window+1)*int64(l.per)).Add(time.Second - 1).Truncate(time.Second)

	header = http.Header{}
	header.Set("RateLimit-Name", name)
	header.Set("RateLimit-Limit", strconv.Itoa(l.perMinute()))
	header.Set("RateLimit-Observed", strconv.Itoa(observed))
	header.Set("RateLimit-Remaining", strconv.Itoa(max(0, l.requests-observed)))
	header.Set("RateLimit-Reset", strconv.FormatInt(reset.Unix(), 10))

	if observed <= l.requests {
		return header, true
	}

	wait := reset.Sub(now).Truncate(time.Second)
	if wait < reset.Sub(now) {
		wait += time.Second
	}

	header.Set("Retry-After", strconv.FormatInt(int64(wait/time.Second), 10))
	header.Set("RateLimit-ResetTime", reset.UTC().Format(http.TimeFormat))

	return header, false
}

// perMinute is the limit as GitLab reports it: what it would be in a minute,
// rounded up, whatever the period is.
func (l *limiter) perMinute() int {
	return int(math.Ceil(float64(l.requests) * float64(time.Minute) / float64(l.per)))
}

func (l *limiter) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()

	clear(l.seen)
}
