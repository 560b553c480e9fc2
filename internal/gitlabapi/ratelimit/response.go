package ratelimit

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// GitLab's headers in Go's canonical form, which saves a conversion per read.
const (
	headerName      = "Ratelimit-Name"
	headerLimit     = "Ratelimit-Limit"
	headerObserved  = "Ratelimit-Observed"
	headerRemaining = "Ratelimit-Remaining"
	headerReset     = "Ratelimit-Reset"
)

// report is what one response says about rate limits. A response names one
// limit, the tightest of those that apply to its request; see
// https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers.
type report struct {
	// name is GitLab's name of the limit, empty if there is none.
	name string
	// specific says that the limit applies to this endpoint only.
	specific bool
	// budget says that the next four are known.
	budget bool
	// remaining is the rest of the budget, capacity the whole.
	remaining, capacity int
	// window is when the budget is renewed in GitLab's time, which identifies the
	// window; left is how long that is from the response on. Date has whole
	// seconds, so left is up to a second too long, never too short.
	window int64
	left   time.Duration

	// refused says that the response is a 429, refusedHere that it comes from a
	// limit of this endpoint only.
	refused, refusedHere bool
	// retryAfter is the wait that GitLab demands, 0 if there is none.
	retryAfter time.Duration
}

// generalLimits are the names of the limits that apply to every request of a
// user or an address. All others apply to some endpoints.
var generalLimits = map[string]bool{
	"":                             true,
	"throttle_authenticated_api":   true,
	"throttle_unauthenticated_api": true,
}

// readReport reads a response that came at the time now.
func readReport(response *http.Response, body []byte, now time.Time) report {
	header := response.Header
	r := report{name: header.Get(headerName), refused: IsRefusal(response)}
	r.specific = !generalLimits[r.name]
	r.readBudget(header, now)

	if r.refused {
		r.refusedHere = r.specific || isEndpointRefusal(header, body)
		r.retryAfter = max(RetryAfter(header, now), 0)
	}

	return r
}

func (r *report) readBudget(header http.Header, now time.Time) {
	remaining, hasRemaining := number(header, headerRemaining)
	reset, hasReset := number(header, headerReset)

	if !hasRemaining || !hasReset {
		return
	}

	// A budget that is renewed later blocks nothing: GitLab's 429 decides.
	left := time.Unix(reset, 0).Sub(ServerTime(header, now))
	if left > MaxWait {
		return
	}

	// RateLimit-Limit is the limit per minute, whatever the period is. The sum of
	// the other two is the capacity, except that it counts refusals as well.
	limit, _ := number(header, headerLimit)
	if observed, has := number(header, headerObserved); has && !r.refused {
		limit = observed + remaining
	}

	r.budget = true
	r.window = reset
	r.left = left
	r.remaining = int(remaining)
	r.capacity = int(max(limit, remaining, 1))
}

// IsRefusal reports whether a response, which may be nil, is a 429.
func IsRefusal(response *http.Response) bool {
	return response != nil && response.StatusCode == http.StatusTooManyRequests
}

// isEndpointRefusal reports whether a 429 comes from GitLab's application, which
// limits single endpoints. The general limits are checked before the application
// and answer in plain text. Both send the headers of the general budget.
func isEndpointRefusal(header http.Header, body []byte) bool {
	if !strings.Contains(header.Get("Content-Type"), "json") {
		return false
	}

	var decoded struct {
		Message struct {
			Error *json.RawMessage `json:"error"`
		} `json:"message"`
	}

	return json.Unmarshal(body, &decoded) == nil && decoded.Message.Error != nil
}

// RetryAfter reads the header in both of its forms, seconds and date. The result
// is not positive if it is absent, unreadable or past.
func RetryAfter(header http.Header, now time.Time) time.Duration {
	if seconds, has := number(header, "Retry-After"); has {
		return time.Duration(seconds) * time.Second
	}

	if at, err := http.ParseTime(header.Get("Retry-After")); err == nil {
		return at.Sub(ServerTime(header, now))
	}

	return 0
}

// ServerTime is the Date of a response, or now if it has none. A moment that
// GitLab names is comparable with GitLab's clock only.
func ServerTime(header http.Header, now time.Time) time.Time {
	if at, err := http.ParseTime(header.Get("Date")); err == nil {
		return at
	}

	return now
}

// number reads a header that is a count. A negative or implausibly large one
// does not count as present.
func number(header http.Header, name string) (int64, bool) {
	value, err := strconv.ParseUint(header.Get(name), 10, 33) // enough for a date in this century, and for seconds in a Duration
	if err != nil {
		return 0, false
	}

	return int64(value), true
}
