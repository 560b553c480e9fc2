package gitlabapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

var (
	// ErrNoToken says that a call needs an access token, and none is configured.
	ErrNoToken = errors.New("no access token is configured")
	// ErrNotConfigured says that the configuration is unknown.
	ErrNotConfigured = errors.New("the provider is not configured yet")
	// ErrTimeout says that an attempt took longer than the request timeout.
	ErrTimeout = errors.New("no answer within the request timeout")

	errUnreadable = errors.New("the answer cannot be read")
)

// ForeignAnswerError says that the answer did not come from GitLab's API but from
// a proxy, a login page or another program.
type ForeignAnswerError struct {
	// What describes the answer.
	What string
}

func (e *ForeignAnswerError) Error() string { return e.What }

// RedirectError says that the request was redirected, and was not sent on: a write
// never is, a read not to another host or scheme.
type RedirectError struct {
	// To is the base URL of the target, or its scheme and host if it is a sign-in page.
	To string
	// SignIn says that the target is not the same endpoint of another instance, but
	// a page such as the one of a sign-in gateway.
	SignIn bool
}

func (e *RedirectError) Error() string { return "redirected to " + e.To }

// RateLimitError says that GitLab's rate limit refuses requests for longer than
// the provider waits.
type RateLimitError = ratelimit.Error

// newRedirectError returns the error of a redirect from one URL to another.
func newRedirectError(from, to *url.URL) error {
	base := url.URL{Scheme: to.Scheme, Host: to.Host}
	_, endpoint, _ := strings.Cut(from.Path, apiPath)
	path, same := strings.CutSuffix(strings.TrimSuffix(to.Path, "/"), apiPath+endpoint)

	if same {
		base.Path = path
	}

	return &RedirectError{To: Clean(base.String()), SignIn: !same}
}

// Error is a call that failed. It never holds a token.
type Error struct {
	// Method and URL are those of the request, without query.
	Method string
	URL    string
	// Status is the status of the answer, 0 if there was none.
	Status int
	// Message is GitLab's message, in one line.
	Message string
	// Fields are GitLab's messages by the name of the parameter.
	Fields map[string][]string
	// HasMessage says that the body has the member "message": the answer comes from
	// GitLab and is about the requested object. For an unknown endpoint GitLab
	// answers with "error"; proxies answer with neither.
	HasMessage bool
	// RequestID identifies the request in GitLab's logs.
	RequestID string
	// Attempts is how often the request was sent.
	Attempts int
	// Err is the cause if there was no readable answer. Its text is cleaned for
	// display, like Message.
	Err error

	sent bool
	// plainForbidden says that the body was GitLab's refusal without a reason.
	plainForbidden bool
}

func (e *Error) Error() string {
	text := fmt.Sprintf("%s %s", e.Method, e.URL)

	switch {
	case e.Err != nil:
		return text + ": " + e.Err.Error()
	case e.Message == "":
		return fmt.Sprintf("%s: %d %s", text, e.Status, http.StatusText(e.Status))
	default:
		return fmt.Sprintf("%s: %d %s", text, e.Status, e.Message)
	}
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrorOf is the call that failed in an error. It is empty for another error.
func ErrorOf(err error) *Error {
	if failure, ok := errors.AsType[*Error](err); ok {
		return failure
	}

	return new(Error)
}

// failed returns the Error of a call without a readable answer.
func (c *Client) failed(request *call, status int, err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err
	}

	return &Error{
		Method: request.method, URL: c.urlOf(request.path), Status: status,
		Attempts: request.attempts, Err: cleanError{err, c.maskOf(request)}, sent: request.sent.Load(),
	}
}

// cleanError is an error whose text is cleaned for display: those of the network
// and of the decoder may repeat the answer.
type cleanError struct {
	err  error
	mask mask
}

func (e cleanError) Error() string { return e.mask.clean(e.err.Error()) }

// Unwrap returns the error itself.
func (e cleanError) Unwrap() error { return e.err }

// refused returns the Error of an answer that is not a success.
func (c *Client) refused(request *call, response *http.Response, body []byte) error {
	failure := &Error{
		Method: request.method, URL: c.urlOf(request.path), Status: response.StatusCode,
		RequestID: c.maskOf(request).clean(response.Header.Get("X-Request-Id")),
		Attempts:  request.attempts, sent: request.sent.Load(),
	}

	failure.plainForbidden = isPlainForbidden(body)

	if request.rateLimit != nil {
		failure.Err = request.rateLimit
	}

	if !failure.read(body, c.maskOf(request)) && response.StatusCode != http.StatusTooManyRequests {
		failure.Err = c.foreignAnswer(request, response, describeForeign(response.Header, body, c.maskOf(request)))
	}

	return failure
}

// foreignAnswer returns the error of an answer that is not GitLab's. nginx answers
// 400 if it requires another client certificate, see
// https://nginx.org/en/docs/http/ngx_http_ssl_module.html#errors.
func (c *Client) foreignAnswer(request *call, response *http.Response, what string) error {
	foreign := &ForeignAnswerError{What: what}

	switch {
	case response.StatusCode == http.StatusProxyAuthRequired:
		return &ProxyError{Status: response.StatusCode, Err: foreign}
	case response.StatusCode == http.StatusBadRequest && request.certificateInDoubt:
		return &ClientCertificateError{Configured: c.certificate.configured, Err: foreign}
	default:
		return foreign
	}
}

func (c *Client) urlOf(path string) string {
	return c.config.BaseURL.String() + apiPath + "/" + path
}

// IsGone reports whether GitLab itself says that the object does not exist. A 404
// without GitLab's message comes from a wrong base URL, and proves nothing.
func IsGone(err error) bool {
	return HasStatus(err, http.StatusNotFound) && ErrorOf(err).HasMessage
}

// IsUnknownEndpoint reports whether GitLab itself says that it has no such endpoint,
// as a version does that is older than the endpoint.
func IsUnknownEndpoint(err error) bool {
	failure := ErrorOf(err)

	return failure.Status == http.StatusNotFound && !failure.HasMessage && failure.Err == nil
}

// HasStatus reports whether GitLab answered with this status.
func HasStatus(err error, status int) bool { return ErrorOf(err).Status == status }

// Unanswered reports whether a request was sent, and no answer says whether GitLab
// acted on it.
func Unanswered(err error) bool {
	failure := ErrorOf(err)

	// A 429 says nothing about the attempt before it.
	return failure.sent && (failure.Status < http.StatusMultipleChoices ||
		failure.Status >= http.StatusInternalServerError || failure.Status == http.StatusTooManyRequests)
}

// MayHaveActed reports whether GitLab may have acted on a request that failed: it
// was sent and not redirected, and no answer says whether GitLab acted on it.
func MayHaveActed(err error) bool {
	return Unanswered(err) && !isOfType[*RedirectError](err)
}

func isOfType[T error](err error) bool {
	_, ok := errors.AsType[T](err)

	return ok
}

func isContextEnd(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
