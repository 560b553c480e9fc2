package gitlabapi

import (
	"context"
	"net/http"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// NewOver is New with another network.
func NewOver(config Config, network http.RoundTripper) (*Client, error) {
	return newClient(config, network)
}

// MaxCached is the maximum number of results that a cache keeps.
const MaxCached = maxCached

// Cache is the type behind [Client.SharedRunner], with other types.
type Cache = cache[int, string]

// NewCache returns a cache of the results of read.
func NewCache(clock clock.Clock, maxAge time.Duration, read func(context.Context, int) (string, error)) *Cache {
	return newCache(clock, maxAge, read)
}

// Get reads a key, or returns its cached result.
func (c *cache[K, V]) Get(ctx context.Context, key K) (V, error) { return c.get(ctx, key) }

// Forget drops the cached result of a key.
func (c *cache[K, V]) Forget(key K) { c.forget(key) }
