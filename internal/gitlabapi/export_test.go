package gitlabapi

import (
	"context"
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// NewOver is New with something else in the place of the network.
func NewOver(config Config, network http.RoundTripper) (*Client, error) {
	return newClient(config, network)
}

// Turnstile is a pacer on its own: each call of the function takes one request
// through it, which gets that answer.
func Turnstile(c clock.Clock, places int, answer *http.Response) func(context.Context) error {
	p := newPacer(c, places)

	return func(ctx context.Context) error {
		request := &call{method: http.MethodGet, path: "runners/7"}

		admission, err := p.admit(ctx, request)
		if err == nil {
			p.release(ctx, request, admission, answer)
		}

		return err
	}
}
