package gitlabapi

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

// call is one request over all its attempts.
type call struct {
	method string
	path   string
	// secret is a runner's or a registration token in its body. A proxy or GitLab
	// may repeat it in an answer, so it is masked.
	secret string
	// about is the id of the runner that the answer must show, 0 for any.
	about int64
	// anonymous says that it carries no access token.
	anonymous bool
	// idempotent says that sending it twice has the effect of sending it once.
	idempotent bool
	// attempts counts the attempts that were sent.
	attempts int
	// sent says that an attempt sent the request, and was not refused with 429.
	sent atomic.Bool
	// certificateInDoubt says that the server may have answered because of the client
	// certificate.
	certificateInDoubt bool
	// body is the body of the latest response.
	body []byte
	// caller is the context of the call. It decides whether an attempt is sent;
	// see mustFinish for an attempt under way.
	caller context.Context
	// limits is the request as the rate limiter knows it.
	limits ratelimit.Request
	// rateLimit is why it is not sent again after a 429.
	rateLimit error
}

// endpointOf is the method and the path without what identifies an object, as in
// "GET runners/:id/jobs".
func endpointOf(method, path string) string {
	segments := strings.Split(path, "/")

	for i, segment := range segments {
		_, err := strconv.ParseInt(segment, 10, 64)
		named := i > 0 && (segments[i-1] == "projects" || segments[i-1] == "groups")

		if err == nil || named {
			segments[i] = ":id"
		}
	}

	return method + " " + strings.Join(segments, "/")
}

type callKey struct{}

func callFrom(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}

	return &call{caller: ctx}
}

// mustFinish reports whether a request that was sent is finished after an
// interrupt, within its timeout: GitLab may have acted on it, and a token that it
// answers with is shown once. Every POST of the Runners API changes something,
// apart from the verification of a token.
func (c *call) mustFinish() bool {
	return c.method == http.MethodPost && c.path != verifyPath
}

// isIdempotent reports whether a method is: in the Runners API, all but POST. A
// create that is sent twice creates two runners.
func isIdempotent(method string) bool {
	return method != http.MethodPost
}

// answer is an answer without its body.
type answer struct {
	// at is GitLab's time, or the clock's if the answer has no Date.
	at time.Time
	// next requests the next page of a list, nil if there is none.
	next gitlab.RequestOptionFunc
	// total and totalPages are those of a list, 0 if GitLab does not count it.
	total, totalPages int64
}

// do sends a request and decodes a successful answer into out, which may be nil.
// in is the JSON body of a write and the query of a read.
func (c *Client) do(ctx context.Context, method, path string, in, out any, options ...gitlab.RequestOptionFunc) (answer, error) {
	return c.send(ctx, &call{method: method, path: path, idempotent: isIdempotent(method)}, in, out, options...)
}

// get reads the object at a path.
func get[T any](ctx context.Context, c *Client, path string) (T, error) {
	var found T

	_, err := c.do(ctx, http.MethodGet, path, nil, &found)

	return found, err
}

// postAgain is do for a POST that may be sent more than once.
func (c *Client) postAgain(ctx context.Context, path string, in, out any) (answer, error) {
	return c.send(ctx, &call{method: http.MethodPost, path: path, idempotent: true}, in, out)
}

func (c *Client) send(ctx context.Context, request *call, in, out any, options ...gitlab.RequestOptionFunc) (answer, error) {
	if c.config.Unusable != nil && !(request.anonymous && errors.Is(c.config.Unusable, ErrNoToken)) {
		return answer{}, c.failed(request, 0, c.config.Unusable)
	}

	request.caller = ctx
	if request.mustFinish() {
		ctx = context.WithoutCancel(ctx)
	}

	request.limits = ratelimit.Request{Endpoint: endpointOf(request.method, request.path), Anonymous: request.anonymous}
	ctx = context.WithValue(ctx, callKey{}, request)
	ctx = tflog.MaskMessageStrings(ctx, c.maskOf(request)...)
	ctx = tflog.MaskAllFieldValuesStrings(ctx, c.maskOf(request)...)

	options = append([]gitlab.RequestOptionFunc{gitlab.WithContext(ctx)}, options...)

	prepared, err := c.official.NewRequest(request.method, request.path, in, options)
	if err != nil {
		return answer{}, c.failed(request, 0, err)
	}

	// In maintenance mode GitLab refuses a write of this type with an explanation.
	// It takes other writes, also those without a body, for a form, and redirects
	// them. Source: lib/gitlab/middleware/read_only/controller.rb.
	if request.method != http.MethodGet {
		prepared.Header.Set("Content-Type", "application/json")
	}

	response, err := c.official.Do(prepared, nil)
	if response == nil {
		return answer{}, c.failed(request, 0, err)
	}

	// The official client turns a 404 into an error without its body, and the
	// body decides what the 404 means.
	if response.StatusCode >= http.StatusMultipleChoices {
		return answer{}, c.refused(request, response.Response, request.body)
	}

	if err := c.decode(request, response.Response, request.body, out); err != nil {
		return answer{}, c.failed(request, response.StatusCode, err)
	}

	next, _ := gitlab.WithNext(response)

	return answer{
		at:   ratelimit.ServerTime(response.Header, c.config.Clock.Now()).UTC(),
		next: next, total: response.TotalItems, totalPages: response.TotalPages,
	}, nil
}
