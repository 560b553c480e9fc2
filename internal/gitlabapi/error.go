package gitlabapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

var (
	// ErrNoToken says that a call needs an access token and none is configured.
	ErrNoToken = errors.New("no access token is configured")
	// ErrNotConfigured says that the configuration is not known yet.
	ErrNotConfigured = errors.New("the provider is not configured yet")
	// ErrTimeout says that an attempt took longer than the request timeout.
	ErrTimeout = errors.New("no answer within the request timeout")

	errUnreadable = errors.New("the answer cannot be read")
)

// ForeignAnswerError says that something other than GitLab's API answered: a
// proxy, a login page, another program.
type ForeignAnswerError struct {
	// What describes the answer.
	What string
}

// Error implements error.
func (e *ForeignAnswerError) Error() string { return e.What }

// RedirectError says that the request was redirected to where it cannot
// follow: a write anywhere, a read to another host or scheme.
type RedirectError struct {
	// To is scheme and host of the target.
	To string
}

// Error implements error.
func (e *RedirectError) Error() string { return "redirected to " + e.To }

// RateLimitError says that GitLab's rate limit refuses requests for longer than
// the provider waits.
type RateLimitError = ratelimit.Error

func originOf(u *url.URL) string { return Clean(u.Scheme + "://" + u.Host) }

// Error is a call that failed. It never holds a token.
type Error struct {
	// Method and URL are what was asked of whom, without query.
	Method string
	URL    string
	// Status is GitLab's answer, 0 where there was none.
	Status int
	// Message is GitLab's own words, as one line.
	Message string
	// Fields are GitLab's complaints by the name of the parameter.
	Fields map[string][]string
	// HasMessage says that the body had GitLab's member "message": the answer
	// comes from GitLab and is about the thing that was asked for. An unknown
	// route answers with "error" instead, a proxy with neither.
	HasMessage bool
	// RequestID finds the request in GitLab's logs.
	RequestID string
	// Attempts is how often the request was sent.
	Attempts int
	// Err is the cause where there was no readable answer. Its text is as fit to
	// be shown as Message.
	Err error

	repeatable, left bool
}

// Error implements error.
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

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// failed makes an Error of a call without a readable answer.
func (c *Client) failed(request *call, status int, err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}

	return &Error{
		Method: request.method, URL: c.urlOf(request.path), Status: status,
		Attempts: request.attempts, Err: cleanError{err, c.maskOf(request)}, repeatable: request.repeatable, left: request.left.Load(),
	}
}

// cleanError is an error in words that can be shown: that of a network or of a
// decoder repeats what it was sent.
type cleanError struct {
	err  error
	mask mask
}

// Error implements error.
func (e cleanError) Error() string { return e.mask.clean(e.err.Error()) }

// Unwrap gives the error itself.
func (e cleanError) Unwrap() error { return e.err }

// refused makes an Error of an answer that is not a success.
func (c *Client) refused(request *call, response *http.Response, body []byte) error {
	failure := &Error{
		Method: request.method, URL: c.urlOf(request.path), Status: response.StatusCode,
		RequestID: c.maskOf(request).clean(response.Header.Get("X-Request-Id")),
		Attempts:  request.attempts, repeatable: request.repeatable, left: request.left.Load(),
	}

	if request.held != nil {
		failure.Err = request.held
	}

	if !failure.read(body, c.maskOf(request)) && response.StatusCode != http.StatusTooManyRequests {
		failure.Err = &ForeignAnswerError{What: describeForeign(response.Header, body, c.maskOf(request))}
	}

	return failure
}

func (c *Client) urlOf(path string) string {
	return c.base.String() + apiPath + "/" + path
}

// IsGone reports whether GitLab itself says that the thing does not exist. A
// 404 that is not in GitLab's words is a wrong base URL, and is not gone.
func IsGone(err error) bool {
	return HasStatus(err, http.StatusNotFound) && hasMessage(err)
}

// hasMessage reports whether GitLab answered in words about the thing itself.
func hasMessage(err error) bool {
	var failure *Error

	return errors.As(err, &failure) && failure.HasMessage
}

// HasStatus reports whether GitLab answered with this status.
func HasStatus(err error, status int) bool {
	var failure *Error

	return errors.As(err, &failure) && failure.Status == status
}

// Unanswered reports whether a request left and there was no answer that says
// what became of it.
func Unanswered(err error) bool {
	var failure *Error
	if !errors.As(err, &failure) || !failure.left {
		return false
	}

	// A 429 says nothing of the attempt before it.
	return failure.Status < http.StatusMultipleChoices || failure.Status >= http.StatusInternalServerError ||
		failure.Status == http.StatusTooManyRequests
}

// MayHaveActed reports whether GitLab may have done what was asked although
// the call failed: the request left, is not one that can be repeated, and the
// answer never came or was a failure of the server's.
func MayHaveActed(err error) bool {
	var (
		failure  *Error
		redirect *RedirectError
	)

	return errors.As(err, &failure) && !failure.repeatable && !errors.As(err, &redirect) && Unanswered(err)
}

func isContextEnd(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
