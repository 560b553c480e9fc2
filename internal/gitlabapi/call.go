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

// call is one request as the transport needs to know it.
type call struct {
	method string
	path   string
	// secret is a runner's or a registration token in its body, whatever form
	// it has: somebody between us and GitLab may repeat it in an answer.
	secret string
	// about is the runner that the answer has to be about, 0 for any.
	about int64
	// anonymous says that no access token goes with it.
	anonymous bool
	// repeatable says that sending it twice does what sending it once does.
	repeatable bool
	// attempts counts the attempts that were sent.
	attempts int
	// left says that some attempt got as far as sending the request, and was not
	// refused with 429.
	left atomic.Bool
	// body is the body of the latest response.
	body []byte
	// limits is the request as the rate limiter knows it.
	limits ratelimit.Request
	// held is why it is not sent again after a 429.
	held error
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

	return &call{}
}

// idempotent holds for every method of the Runners API but POST: a create sent
// twice makes two runners.
func idempotent(method string) bool {
	return method != http.MethodPost
}

// answer is what GitLab said besides the body.
type answer struct {
	// at is the server's time, or ours where it did not say.
	at time.Time
	// next leads to the next page of a list.
	next gitlab.RequestOptionFunc
	// total and totalPages are those of a list, 0 where GitLab does not count it.
	total, totalPages int64
}

// do sends a request and decodes a successful answer into out, which may be
// nil. in becomes the JSON body of a write and the query of a read.
func (c *Client) do(ctx context.Context, method, path string, in, out any, options ...gitlab.RequestOptionFunc) (answer, error) {
	return c.send(ctx, &call{method: method, path: path, repeatable: idempotent(method)}, in, out, options...)
}

// repeat is do for a POST that may be sent again.
func (c *Client) repeat(ctx context.Context, path string, in, out any) (answer, error) {
	return c.send(ctx, &call{method: http.MethodPost, path: path, repeatable: true}, in, out)
}

func (c *Client) send(ctx context.Context, request *call, in, out any, options ...gitlab.RequestOptionFunc) (answer, error) {
	if c.unusable != nil && !(request.anonymous && errors.Is(c.unusable, ErrNoToken)) {
		return answer{}, c.failed(request, 0, c.unusable)
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
		at:   ratelimit.ServerTime(response.Header, c.clock.Now()).UTC(),
		next: next, total: response.TotalItems, totalPages: response.TotalPages,
	}, nil
}
