package gitlabapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// call is one request as the transport needs to know it.
type call struct {
	method string
	path   string
	// secret is a runner's or a registration token in its body, whatever form
	// it has: somebody between us and GitLab may repeat it in an answer.
	secret string
	// anonymous says that no access token goes with it.
	anonymous bool
	// repeatable says that sending it twice does what sending it once does.
	repeatable bool
	// attempts counts what was tried so far, failures what of it counts as such.
	attempts, failures int
	// left says that some attempt got as far as sending the request, and was not
	// refused for its number.
	left atomic.Bool
	// held is why it is not sent again after a 429.
	held error
	// template is the endpoint, once it was asked for.
	template string
}

// endpoint is the method and the path without what it is about, as
// "GET runners/:id/jobs": GitLab limits some endpoints each on their own.
func (c *call) endpoint() string {
	if c.template != "" {
		return c.template
	}

	segments := strings.Split(c.path, "/")

	for i, segment := range segments {
		_, err := strconv.ParseInt(segment, 10, 64)
		named := i > 0 && (segments[i-1] == "projects" || segments[i-1] == "groups")

		if err == nil || named {
			segments[i] = ":id"
		}
	}

	c.template = c.method + " " + strings.Join(segments, "/")

	return c.template
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

	ctx = context.WithValue(ctx, callKey{}, request)
	ctx = tflog.MaskMessageStrings(ctx, c.token)
	ctx = tflog.MaskAllFieldValuesStrings(ctx, c.token)

	options = append([]gitlab.RequestOptionFunc{gitlab.WithContext(ctx)}, options...)

	prepared, err := c.official.NewRequest(request.method, request.path, in, options)
	if err != nil {
		return answer{}, c.failed(request, 0, err)
	}

	response, err := c.official.Do(prepared, nil)
	if response == nil {
		return answer{}, c.failed(request, 0, err)
	}

	// The official client reads a 404 as a bare error; the transport has kept
	// the body, and what it says decides what the 404 means.
	body, ok := response.Body.(*keptBody)
	if !ok {
		return answer{}, c.failed(request, response.StatusCode, errors.New("the body was not kept"))
	}

	if response.StatusCode >= http.StatusMultipleChoices {
		return answer{}, c.refused(request, response.Response, c.hide(request, body.all))
	}

	if out != nil {
		if err := c.decode(request, response.Response, body.all, out); err != nil {
			return answer{}, c.failed(request, response.StatusCode, err)
		}
	}

	next, _ := gitlab.WithNext(response)

	return answer{
		at:   serverTime(response.Header, c.clock.Now()).UTC(),
		next: next, total: response.TotalItems, totalPages: response.TotalPages,
	}, nil
}

// decode refuses an answer that is not JSON before it looks into it: a login
// page of a proxy answers 200 as well.
func (c *Client) decode(request *call, response *http.Response, body []byte, out any) error {
	if !strings.Contains(response.Header.Get("Content-Type"), "json") {
		return &ForeignAnswerError{What: describeForeign(response.Header, c.hide(request, body))}
	}

	if err := json.NewDecoder(bytes.NewReader(body)).Decode(out); err != nil {
		// The decoder's message can repeat what it read, and that can be a token.
		var mismatch *json.UnmarshalTypeError
		if errors.As(err, &mismatch) {
			return fmt.Errorf("%w: member %q is a %s", errUnreadable, mismatch.Field, mismatch.Value)
		}

		return fmt.Errorf("%w: it is empty, cut off, or no JSON", errUnreadable)
	}

	// A runner without id, or a token that is none, would make a false state.
	if checked, ok := out.(interface{ complete() bool }); ok && !checked.complete() {
		return fmt.Errorf("%w: the id or the token is missing", errUnreadable)
	}

	return nil
}

// hide takes the tokens that a request carried out of an answer to be shown.
func (c *Client) hide(request *call, body []byte) []byte {
	for _, secret := range []string{c.token, request.secret} {
		if secret != "" {
			body = bytes.ReplaceAll(body, []byte(secret), []byte("[MASKED]"))
		}
	}

	return body
}
