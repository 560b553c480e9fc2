package ratelimit

import (
	"math/rand/v2"
	"time"
)

const (
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = 30 * time.Second

	firstRefusalBackoff = 2 * time.Second
	maxRefusalBackoff   = time.Minute
)

// Backoff is the wait after so many failures in a row. It doubles each time; the
// jitter keeps pipelines that failed together from coming back together.
func Backoff(failures int) time.Duration {
	wait := doubled(firstBackoff, failures, maxBackoff)

	return wait/2 + rand.N(wait/2)
}

// refusalBackoff is the wait after so many 429s in a row without Retry-After.
// GitLab's limits are per minute, and the default number of retries lasts longer
// than one.
func refusalBackoff(refusals int) time.Duration {
	wait := doubled(firstRefusalBackoff, refusals, maxRefusalBackoff)

	return wait + rand.N(wait/2)
}

func doubled(first time.Duration, times int, most time.Duration) time.Duration {
	if times > 10 {
		return most
	}

	return min(first<<(times-1), most)
}
