package gitlabapi

import (
	"context"
	"sync"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// maxCached is the maximum number of results that a cache keeps. The oldest are
// dropped first.
const maxCached = 20_000

// cache shares reads. Concurrent readers of a key wait for one request. Later
// readers get its result from memory until it is too old or is forgotten.
type cache[K comparable, V any] struct {
	clock  clock.Clock
	maxAge time.Duration
	read   func(context.Context, K) (V, error)

	mu       sync.Mutex
	inFlight map[K]*flight[V]
	// When recent is full, it replaces older.
	recent, older map[K]result[V]
}

// flight is a request in flight.
type flight[V any] struct {
	done  chan struct{}
	value V
	err   error
	// readers is the number of readers that wait for it. The last one that gives
	// up cancels it, and no reader can join it then.
	readers int
	cancel  context.CancelFunc
}

type result[V any] struct {
	value V
	// began is when the request began: the value is at least as new.
	began time.Time
}

func newCache[K comparable, V any](clock clock.Clock, maxAge time.Duration, read func(context.Context, K) (V, error)) *cache[K, V] {
	return &cache[K, V]{
		clock: clock, maxAge: maxAge, read: read,
		inFlight: make(map[K]*flight[V]), recent: make(map[K]result[V]),
	}
}

func (c *cache[K, V]) get(ctx context.Context, key K) (V, error) {
	c.mu.Lock()

	if value, found := c.lookup(key); found {
		c.mu.Unlock()

		return value, nil
	}

	current := c.join(ctx, key)
	c.mu.Unlock()

	select {
	case <-current.done:
		return current.value, current.err
	case <-ctx.Done():
		c.leave(key, current)

		var none V

		return none, ctx.Err()
	}
}

// forget makes the next reader send a request. Readers that wait already asked
// before, and get the result of the request in flight.
func (c *cache[K, V]) forget(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()

	delete(c.inFlight, key)
	delete(c.recent, key)
	delete(c.older, key)
}

// forgetAll is forget for every key.
func (c *cache[K, V]) forgetAll() {
	c.mu.Lock()
	defer c.mu.Unlock()

	clear(c.inFlight)
	clear(c.recent)
	clear(c.older)
}

func (c *cache[K, V]) lookup(key K) (V, bool) {
	found, ok := c.recent[key]
	if !ok {
		found, ok = c.older[key]
	}

	return found.value, ok && c.clock.Now().Sub(found.began) < c.maxAge
}

// join waits for the request in flight, or sends one. The request does not end
// with the context of its first reader, which may give up while others wait.
func (c *cache[K, V]) join(ctx context.Context, key K) *flight[V] {
	if current, found := c.inFlight[key]; found {
		current.readers++

		return current
	}

	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	current := &flight[V]{done: make(chan struct{}), readers: 1, cancel: cancel}
	c.inFlight[key] = current
	began := c.clock.Now()

	go func() {
		defer cancel()

		current.value, current.err = c.read(ctx, key)
		c.finish(key, current, began)
	}()

	return current
}

func (c *cache[K, V]) leave(key K, current *flight[V]) {
	c.mu.Lock()
	defer c.mu.Unlock()

	current.readers--
	if current.readers > 0 {
		return
	}

	current.cancel()

	if c.inFlight[key] == current {
		delete(c.inFlight, key)
	}
}

// finish gives the result to the readers, and keeps it unless the request failed
// or was forgotten.
func (c *cache[K, V]) finish(key K, current *flight[V], began time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()

	close(current.done)

	if c.inFlight[key] != current {
		return
	}

	delete(c.inFlight, key)

	if current.err != nil {
		return
	}

	if len(c.recent) == maxCached/2 {
		c.older, c.recent = c.recent, make(map[K]result[V])
	}

	c.recent[key] = result[V]{current.value, began}
}
