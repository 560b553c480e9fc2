package gitlabapi

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"time"
)

const (
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = 30 * time.Second
)

// again decides whether an attempt is repeated, and after how long.
func (t *transport) again(current *call, response *http.Response, err error) (time.Duration, bool) {
	if current.attempts > t.retries || !mayRepeat(current, response, err) {
		return 0, false
	}

	if wait, told := retryAfter(response, t.clock.Now()); told {
		return wait, true
	}

	return backoff(current.attempts), true
}

// mayRepeat never lets GitLab do a thing twice: what is not repeatable is only
// sent again where it certainly was not acted upon.
func mayRepeat(current *call, response *http.Response, err error) bool {
	if err != nil {
		if isFinal(err) {
			return false
		}

		return current.repeatable || !current.left.Load()
	}

	switch response.StatusCode {
	case http.StatusTooManyRequests:
		return true
	case http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return current.repeatable
	default:
		return false
	}
}

// isFinal holds for what no repetition mends: certificates, names that do not
// exist, a context that ended.
func isFinal(err error) bool {
	var (
		certificate *tls.CertificateVerificationError
		authority   x509.UnknownAuthorityError
		record      tls.RecordHeaderError
		alert       tls.AlertError
		dns         *net.DNSError
	)

	switch {
	case errors.As(err, &certificate), errors.As(err, &authority), errors.As(err, &record), errors.As(err, &alert),
		errors.Is(err, http.ErrSchemeMismatch):
		return true
	case errors.As(err, &dns):
		return dns.IsNotFound
	default:
		return isContextEnd(err)
	}
}

// retryAfter reads the header in both of its forms, seconds and date.
func retryAfter(response *http.Response, now time.Time) (time.Duration, bool) {
	if response == nil {
		return 0, false
	}

	text := response.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second, true
	}

	if at, err := http.ParseTime(text); err == nil {
		return max(at.Sub(now), 0), true
	}

	return 0, false
}

// backoff doubles with each attempt; the jitter keeps a fleet of pipelines
// from coming back all at once.
func backoff(attempt int) time.Duration {
	wait := maxBackoff
	if attempt < 7 {
		wait = min(firstBackoff<<(attempt-1), maxBackoff)
	}

	return wait/2 + rand.N(wait/2)
}
