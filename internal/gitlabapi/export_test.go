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
