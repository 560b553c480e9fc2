package gitlabapi

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

// maxBody is the largest body that is read. A page of a hundred runners is a few
// hundred kilobytes; a larger body does not come from GitLab.
const maxBody = 32 << 20

// transport sends each request when the limiter admits it, and again as retry.go
// decides. Every attempt has a time limit. Its answer is read to the end, and is
// logged without header and body.
type transport struct {
	config  Config
	base    http.RoundTripper
	limiter *ratelimit.Limiter
	// tokenHeader is the header that carries the access token.
	tokenHeader string
	certificate *clientCertificate
}

func (t *transport) RoundTrip(request *http.Request) (*http.Response, error) {
	current := callFrom(request.Context())
	ctx := current.caller

	for {
		if err := t.limiter.Admit(ctx, &current.limits); err != nil {
			return nil, err
		}

		sent := current.sent.Load()
		response, err := t.attempt(request, current)
		again, rateLimit := t.limiter.Release(ctx, &current.limits, response, current.body)

		if ratelimit.IsRefusal(response) {
			current.sent.Store(sent) // GitLab does not act on a request that it refuses with 429

			if !again {
				current.rateLimit = rateLimit

				return response, nil
			}

			continue // Admit waits as long as the limit requires
		}

		wait, again := t.again(current, response, err)
		if !again || ctx.Err() != nil {
			return response, err
		}

		tflog.Info(ctx, "Sending GitLab request again", map[string]any{
			"method": current.method, "path": request.URL.EscapedPath(), "attempt": current.attempts, "wait": wait.String(),
		})

		if err := t.config.Clock.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// attempt sends the request once.
func (t *transport) attempt(request *http.Request, current *call) (*http.Response, error) {
	parent := request.Context()

	ctx, cancel := t.config.Clock.WithTimeout(parent, t.config.RequestTimeout)
	defer cancel()

	var connected atomic.Bool

	sent := current.sent.Load()
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn:      func(httptrace.GotConnInfo) { connected.Store(true) },
		WroteHeaders: func() { current.sent.Store(true) },
	})

	once := request.Clone(ctx)
	if request.GetBody != nil {
		body, err := request.GetBody()
		if err != nil {
			return nil, err
		}

		once.Body = body
	}

	if current.anonymous {
		once.Header.Del(t.tokenHeader)
	}

	current.attempts++
	start := t.config.Clock.Now()

	response, err := t.base.RoundTrip(once)
	if err == nil {
		current.body, err = readBody(response)
	}

	switch {
	case err == nil:
		current.certificateInDoubt = t.certificate.inDoubt()

		if response.StatusCode != http.StatusBadRequest {
			t.certificate.accepted.Store(true)
		}
	case parent.Err() == nil && errors.Is(context.Cause(ctx), context.DeadlineExceeded):
		err = fmt.Errorf("%w (%s)", ErrTimeout, t.config.RequestTimeout)
	default:
		err = t.certificate.classify(err, connected.Load())
		if failedInHandshake(err) {
			current.sent.Store(sent)
		}
	}

	t.log(parent, once, response, err, current.attempts, t.config.Clock.Now().Sub(start))

	if err != nil {
		return nil, err
	}

	return response, nil
}

func (t *transport) log(ctx context.Context, request *http.Request, response *http.Response, err error, attempt int, took time.Duration) {
	fields := map[string]any{
		"method":      request.Method,
		"path":        request.URL.EscapedPath(),
		"attempt":     attempt,
		"duration_ms": took.Milliseconds(),
	}

	if err != nil {
		fields["error"] = Clean(err.Error())
		tflog.Warn(ctx, "GitLab request without answer", fields)

		return
	}

	fields["status"] = response.StatusCode
	fields["request_id"] = Clean(response.Header.Get("X-Request-Id"))
	tflog.Debug(ctx, "GitLab request", fields)
}

// wellFormedLink matches the header Link. The official client panics on headers of
// another form. No upstream issue was found; it can go when the client does not.
var wellFormedLink = regexp.MustCompile(`^(\s*<[^<>,;]*>\s*;\s*rel="?[a-z]+"?\s*(,|$))*$`)

// readBody reads a response to its end. It leaves nothing in it for the official
// client, which would make a text of an error; that takes minutes for objects
// that are nested deeply.
func readBody(response *http.Response) ([]byte, error) {
	defer response.Body.Close()

	all, err := io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	if err != nil {
		return nil, fmt.Errorf("the answer is incomplete: %w", err)
	}

	if len(all) > maxBody {
		return nil, fmt.Errorf("the answer is larger than %d MiB", maxBody>>20)
	}

	if !wellFormedLink.MatchString(response.Header.Get("Link")) {
		response.Header.Del("Link")
	}

	response.Body = io.NopCloser(strings.NewReader(""))

	return all, nil
}

// checkRedirect follows GitLab's redirects, as of a renamed project, and refuses
// those that would send the token to another host or turn a write into a read.
func checkRedirect(next *http.Request, via []*http.Request) error {
	first := via[0]

	switch {
	case first.Method != http.MethodGet:
		return newRedirectError(first.URL, next.URL)
	case next.URL.Host != first.URL.Host, next.URL.Scheme != first.URL.Scheme:
		return newRedirectError(first.URL, next.URL)
	case len(via) >= 5:
		return errors.New("stopped after 5 redirects")
	}

	return nil
}
