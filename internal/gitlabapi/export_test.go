package gitlabapi

import (
	"context"
	"net/http"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// NewOver is New with something else in the place of the network.
func NewOver(config Config, network http.RoundTripper) (*Client, error) {
	return newClient(config, network)
}

// Turnstile is a pacer on its own: each call of the function takes one request
// through it, which gets an answer with those headers.
func Turnstile(c clock.Clock, places int, header http.Header) func(context.Context) error {
	p := newPacer(c, places, 0)
	answer := &http.Response{StatusCode: http.StatusOK, Header: header, Body: http.NoBody}

	return func(ctx context.Context) error {
		request := &call{method: http.MethodGet, path: "runners/7"}

		admission, err := p.admit(ctx, request)
		if err == nil {
			p.release(ctx, request, admission, answer)
		}

		return err
	}
}

// SharedMost is how many reads are remembered at most.
const SharedMost = sharedMost

// Shared is what [Client.SharedRunner] stands on, with numbers for runners.
type Shared = shared[int, string]

// NewShared returns one that asks read.
func NewShared(clock clock.Clock, maxAge time.Duration, read func(context.Context, int) (string, error)) *Shared {
	return newShared(clock, maxAge, read)
}

// Get reads, or remembers.
func (s *shared[K, V]) Get(ctx context.Context, key K) (V, error) { return s.get(ctx, key) }

// Forget forgets.
func (s *shared[K, V]) Forget(key K) { s.forget(key) }
