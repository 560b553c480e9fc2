package gitlabapi

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

// again decides whether a request is sent again after a failed attempt, and after
// which wait.
func (t *transport) again(current *call, response *http.Response, err error) (time.Duration, bool) {
	current.limits.Failures++

	if current.limits.Failures > t.config.Retries || !maySendAgain(current, response, err) {
		return 0, false
	}

	if response != nil {
		if wait := ratelimit.RetryAfter(response.Header, t.config.Clock.Now()); wait > 0 {
			return wait, wait <= ratelimit.MaxWait
		}
	}

	return ratelimit.Backoff(current.limits.Failures), true
}

// maySendAgain reports whether a failed attempt may be repeated. A request that is
// not idempotent is only sent again if GitLab certainly did not act on it.
func maySendAgain(current *call, response *http.Response, err error) bool {
	if err != nil {
		if isFinal(err) {
			return false
		}

		return current.idempotent || !current.sent.Load()
	}

	switch response.StatusCode {
	case http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return current.idempotent
	default:
		return false
	}
}

// isFinal reports whether an error will occur again: certificates, names that do
// not exist, a context that has ended.
func isFinal(err error) bool {
	if proxy, ok := errors.AsType[*ProxyError](err); ok && proxy.Status > 0 {
		return proxy.Status < http.StatusInternalServerError
	}

	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return dns.IsNotFound
	}

	return isContextEnd(err) || failedInHandshake(err) || errors.Is(err, http.ErrSchemeMismatch) ||
		isOfType[*tls.CertificateVerificationError](err) || isOfType[x509.UnknownAuthorityError](err) || isOfType[tls.RecordHeaderError](err)
}
