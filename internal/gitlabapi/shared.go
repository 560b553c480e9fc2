package gitlabapi

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// The age at which a read is not handed out any more.
const (
	// runnersSharedFor lets a refresh of ten thousand runners, which takes five
	// minutes at the two thousand requests a minute that GitLab.com allows, read
	// none of them twice.
	runnersSharedFor = 10 * time.Minute
	// projectsSharedFor is shorter, because what a path means decides where to
	// an assignment is written.
	projectsSharedFor = time.Minute
)

// sharedMost is how many reads are remembered at most; beyond that the oldest
// are made again.
const sharedMost = 20_000

// SharedRunner is [Client.Runner] for many objects that look at the same runner:
// who asks while somebody else is asking waits for that answer, and who asks
// later is served from memory, as long as the read is not older than ten minutes
// (ReadAt tells its moment) and this client has written nothing to the runner.
// What somebody else does to it meanwhile goes unnoticed, so whoever decides
// what to write reads with [Client.Runner]. An error is told to all who wait for
// it, and never remembered.
//
// The runner is everybody's, and not to be changed.
func (c *Client) SharedRunner(ctx context.Context, id int64) (Runner, error) {
	return c.sharedRunners.get(ctx, id)
}

// SharedProject is [Client.Project], shared as [Client.SharedRunner] is, but
// only for a minute.
func (c *Client) SharedProject(ctx context.Context, project string) (Project, error) {
	return c.sharedProjects.get(ctx, project)
}

// HasWritten reports whether this client was told to change a runner. A plan
// never is: from then on it is known to serve an apply.
func (c *Client) HasWritten() bool { return c.written.Load() }

// writes begins a write to a runner. What was read of it is forgotten now, since
// GitLab may act at any moment, and again when the write has ended, whatever
// became of it, since what was read meanwhile may be from before.
func (c *Client) writes(runner int64) (ended func()) {
	c.written.Store(true)
	c.sharedRunners.forget(runner)

	return func() { c.sharedRunners.forget(runner) }
}

// readShared reads a runner so that who appends to its lists gets lists of
// their own.
func (c *Client) readShared(ctx context.Context, id int64) (Runner, error) {
	runner, err := c.Runner(ctx, id)
	runner.Projects = slices.Clip(runner.Projects)
	runner.Groups = slices.Clip(runner.Groups)
	runner.TagList = slices.Clip(runner.TagList)

	return runner, err
}

// shared makes one read of many that ask for the same thing.
type shared[K comparable, V any] struct {
	clock  clock.Clock
	maxAge time.Duration
	read   func(context.Context, K) (V, error)

	mu       sync.Mutex
	underWay map[K]*sharedRead[V]
	// Once recent is full, it takes the place of earlier, which is dropped.
	recent, earlier map[K]remembered[V]
}

type remembered[V any] struct {
	value V
	// asked is when the read began: what it shows is at least as new.
	asked time.Time
}

// sharedRead is a read under way.
type sharedRead[V any] struct {
	done  chan struct{}
	value V
	err   error
	// waiting counts who waits for it. Where nobody does any more it is
	// cancelled, and nobody can join it.
	waiting int
	cancel  context.CancelFunc
}

func newShared[K comparable, V any](clock clock.Clock, maxAge time.Duration, read func(context.Context, K) (V, error)) *shared[K, V] {
	return &shared[K, V]{
		clock: clock, maxAge: maxAge, read: read,
		underWay: make(map[K]*sharedRead[V]), recent: make(map[K]remembered[V]),
	}
}

func (s *shared[K, V]) get(ctx context.Context, key K) (V, error) {
	s.mu.Lock()

	if value, known := s.recall(key); known {
		s.mu.Unlock()

		return value, nil
	}

	current := s.join(ctx, key)
	s.mu.Unlock()

	select {
	case <-current.done:
		return current.value, current.err
	case <-ctx.Done():
		s.leave(key, current)

		var none V

		return none, ctx.Err()
	}
}

// forget has the next one who asks read anew. Who is waiting already asked
// before, and gets what was under way then.
func (s *shared[K, V]) forget(key K) {
	s.mu.Lock()
	defer s.mu.Unlock()

	delete(s.underWay, key)
	delete(s.recent, key)
	delete(s.earlier, key)
}

func (s *shared[K, V]) recall(key K) (V, bool) {
	found, known := s.recent[key]
	if !known {
		found, known = s.earlier[key]
	}

	return found.value, known && s.clock.Now().Sub(found.asked) < s.maxAge
}

// join waits for the read that is under way, or begins one. It is not bound to
// the first who asks, who may give up while others wait.
func (s *shared[K, V]) join(ctx context.Context, key K) *sharedRead[V] {
	if current, found := s.underWay[key]; found {
		current.waiting++

		return current
	}

	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	current := &sharedRead[V]{done: make(chan struct{}), waiting: 1, cancel: cancel}
	s.underWay[key] = current
	asked := s.clock.Now()

	go func() {
		defer cancel()

		current.value, current.err = s.read(ctx, key)
		s.end(key, current, asked)
	}()

	return current
}

func (s *shared[K, V]) leave(key K, current *sharedRead[V]) {
	s.mu.Lock()
	defer s.mu.Unlock()

	current.waiting--
	if current.waiting > 0 {
		return
	}

	current.cancel()

	if s.underWay[key] == current {
		delete(s.underWay, key)
	}
}

// end hands out a read, and remembers it unless it failed or was forgotten.
func (s *shared[K, V]) end(key K, current *sharedRead[V], asked time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()

	close(current.done)

	if s.underWay[key] != current {
		return
	}

	delete(s.underWay, key)

	if current.err != nil {
		return
	}

	if len(s.recent) == sharedMost/2 {
		s.earlier, s.recent = s.recent, make(map[K]remembered[V])
	}

	s.recent[key] = remembered[V]{current.value, asked}
}
