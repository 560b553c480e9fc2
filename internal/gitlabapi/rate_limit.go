package gitlabapi

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// GitLab's headers as Go spells them, so that no reading has to spell them anew.
const (
	headerName      = "Ratelimit-Name"
	headerLimit     = "Ratelimit-Limit"
	headerObserved  = "Ratelimit-Observed"
	headerRemaining = "Ratelimit-Remaining"
	headerReset     = "Ratelimit-Reset"
)

// rateReport is what one answer says of GitLab's rate limits. An answer names
// one limit, the tightest of those that its request came under; see
// https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers.
type rateReport struct {
	// name is GitLab's word for the limit, empty where it does not say.
	name string
	// specific says that the limit is one of this endpoint, and not of all.
	specific bool
	// budget says that the answer speaks of a budget: the next four.
	budget bool
	// remaining is what is left of the budget, capacity the whole of it.
	remaining, capacity int
	// window is when the budget is full again in GitLab's time, which tells one
	// window from another; left is how long that is from the answer on. The
	// Date has whole seconds, so left is up to a second too long, never too short.
	window int64
	left   time.Duration

	// refused says that the answer is a 429, and refusedHere that the limit it
	// comes from is one of this endpoint.
	refused, refusedHere bool
	// retryAfter is how long GitLab says to wait, 0 where it does not say.
	retryAfter time.Duration
}

// generalLimits are the names of the limits that hold for every request of a
// user or an address. All others are for some endpoints.
var generalLimits = map[string]bool{
	"":                             true,
	"throttle_authenticated_api":   true,
	"throttle_unauthenticated_api": true,
}

// readRateReport reads an answer that came at the time now.
func readRateReport(response *http.Response, now time.Time) rateReport {
	header := response.Header
	report := rateReport{name: header.Get(headerName), refused: isRefused(response)}
	report.specific = !generalLimits[report.name]
	report.readBudget(header, now)

	if report.refused {
		report.refusedHere = report.specific || isEndpointRefusal(response)
		report.retryAfter = max(retryAfter(header, now), 0)
	}

	return report
}

func (r *rateReport) readBudget(header http.Header, now time.Time) {
	remaining, hasRemaining := number(header, headerRemaining)
	reset, hasReset := number(header, headerReset)

	if !hasRemaining || !hasReset {
		return
	}

	// Nobody waits for longer than that: GitLab shall say itself that it takes no more.
	left := time.Unix(reset, 0).Sub(serverTime(header, now))
	if left > maxHold {
		return
	}

	// RateLimit-Limit is what the limit would be in a minute, whatever the period
	// is. The other two count what there is, but refusals as well.
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

// isEndpointRefusal holds for a 429 of GitLab's application, which limits
// single endpoints. What limits everything stands before the application and
// answers in plain text, and the budget of both is in the headers.
func isEndpointRefusal(response *http.Response) bool {
	kept, ok := response.Body.(*keptBody)
	if !ok || !strings.Contains(response.Header.Get("Content-Type"), "json") {
		return false
	}

	var body struct {
		Message struct {
			Error *json.RawMessage `json:"error"`
		} `json:"message"`
	}

	return json.Unmarshal(kept.all, &body) == nil && body.Message.Error != nil
}

// retryAfter reads the header in both of its forms, seconds and date. What is
// absent, unreadable or past is not positive.
func retryAfter(header http.Header, now time.Time) time.Duration {
	if seconds, has := number(header, "Retry-After"); has {
		return time.Duration(seconds) * time.Second
	}

	if at, err := http.ParseTime(header.Get("Retry-After")); err == nil {
		return at.Sub(serverTime(header, now))
	}

	return 0
}

// serverTime is the Date of an answer, or ours where it has none: a moment that
// GitLab names is only comparable with GitLab's own clock.
func serverTime(header http.Header, now time.Time) time.Time {
	if at, err := http.ParseTime(header.Get("Date")); err == nil {
		return at
	}

	return now
}

// number reads a header that is a count; one that is negative, or too large to
// be true, is none.
func number(header http.Header, name string) (int64, bool) {
	text := header.Get(name)
	if text == "" {
		return 0, false
	}

	value, err := strconv.ParseUint(text, 10, 33) // enough for a moment of this century, and for seconds in a Duration
	if err != nil {
		return 0, false
	}

	return int64(value), true
}
