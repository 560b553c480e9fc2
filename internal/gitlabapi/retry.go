package gitlabapi

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"time"
)

const (
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = 30 * time.Second

	firstWordless = 2 * time.Second
	maxWordless   = time.Minute
)

// again decides whether an attempt that failed is repeated, and after how long.
func (t *transport) again(current *call, response *http.Response, err error) (time.Duration, bool) {
	current.failures++

	if current.failures > t.retries || !mayRepeat(current, response, err) {
		return 0, false
	}

	if response != nil {
		if wait := retryAfter(response.Header, t.clock.Now()); wait > 0 {
			return wait, wait <= maxHold
		}
	}

	return backoff(current.failures), true
}

func isRefused(response *http.Response) bool {
	return response != nil && response.StatusCode == http.StatusTooManyRequests
}

// againAfterRefusal decides the same after a 429, which any request may be
// repeated after: GitLab did nothing. A request that GitLab told when to come
// back merely waits for its turn, which is no failure. Where it does not say,
// the refusals of others count as well, or a thousand requests would each find
// out for themselves that GitLab takes none.
func (t *transport) againAfterRefusal(current *call, v verdict) bool {
	if v.held != nil {
		current.held = v.held

		return false
	}

	now := t.clock.Now()
	if current.refusedSince.IsZero() {
		current.refusedSince = now
	}

	// Others may get through all the while, so that no limit is hopeless.
	if refused := now.Sub(current.refusedSince); refused > maxHold {
		current.held = &HeldError{Endpoint: current.endpoint(), For: refused}

		return false
	}

	if v.told {
		return true
	}

	current.failures++

	return max(current.failures, v.refusals) <= t.retries
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

// backoff doubles with each attempt; the jitter keeps a fleet of pipelines
// from coming back all at once.
func backoff(attempt int) time.Duration {
	wait := doubled(firstBackoff, attempt, maxBackoff)

	return wait/2 + rand.N(wait/2)
}

// wordlessBackoff is the wait after a 429 that does not say how long. GitLab's
// limits are by the minute, and the default of retries shall outlast one.
func wordlessBackoff(refusal int) time.Duration {
	wait := doubled(firstWordless, refusal, maxWordless)

	return wait + rand.N(wait/2)
}

func doubled(first time.Duration, times int, most time.Duration) time.Duration {
	if times > 10 {
		return most
	}

	return min(first<<(times-1), most)
}
