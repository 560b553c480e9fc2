package ratelimit_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

// A cancelled request leaves the queue at once, also the one that watches the
// clock for the others.
func TestQueue_leavesOnCancel(t *testing.T) {
	t.Parallel()

	inFakeTime(t, 4, 3, inOrder(refuse("Retry-After", "30"), ok), func(t *testing.T, n *network) {
		ctx, cancel := context.WithCancel(t.Context())

		var cancelled sync.WaitGroup

		for range 2 {
			cancelled.Go(func() {
				if err := n.do(ctx, "create"); !errors.Is(err, context.Canceled) {
					t.Errorf("got %v, want a cancellation", err)
				}
			})
			synctest.Wait()
		}

		n.start(t, "read")

		time.Sleep(5 * time.Second)
		cancel()
		cancelled.Wait()

		if waited := time.Since(n.begin); waited != 5*time.Second {
			t.Errorf("it took %v to leave, want 5s", waited)
		}

		n.background.Wait()

		if got, want := n.times("read"), []int{30}; !slices.Equal(got, want) {
			t.Errorf("the other was sent at %v, want %v", got, want)
		}
	})
}

// A request whose context has ended is not admitted, also if nothing blocks it.
func TestLimiter_admitsNoCancelledRequest(t *testing.T) {
	t.Parallel()

	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	if err := ratelimit.New(clock.System{}, 4, 3).Admit(ctx, &ratelimit.Request{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want a cancellation", err)
	}
}

// handClock moves only by hand, and its sleeps end only with their context.
type handClock struct {
	clock.Clock
	now time.Time
}

func (c *handClock) Now() time.Time { return c.now }

func (*handClock) Sleep(ctx context.Context, _ time.Duration) error {
	<-ctx.Done()

	return ctx.Err()
}

// A block may end before the request that sleeps until then has woken up. A new
// request does not overtake the queue in that moment.
func TestQueue_isNotOvertaken(t *testing.T) {
	t.Parallel()

	synctest.Test(t, func(t *testing.T) {
		c := &handClock{now: time.Now()}
		limiter := ratelimit.New(c, 4, 3)

		ctx, cancel := context.WithCancel(t.Context())

		var (
			admitted []string
			calls    sync.WaitGroup
		)

		admit := func(name string) {
			calls.Go(func() {
				if limiter.Admit(ctx, &ratelimit.Request{}) == nil {
					admitted = append(admitted, name)
				}
			})
			synctest.Wait()
		}

		var first ratelimit.Request

		if err := limiter.Admit(ctx, &first); err != nil {
			t.Fatal(err)
		}

		refusal := &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"30"}}}
		if again, err := limiter.Release(ctx, &first, refusal, nil); !again {
			t.Fatal(err)
		}

		admit("old")

		c.now = c.now.Add(31 * time.Second)

		admit("new") // one request probes after a block, so one of the two waits

		if !slices.Equal(admitted, []string{"old"}) {
			t.Errorf("admitted %v, want the old request alone", admitted)
		}

		cancel()
		calls.Wait()
	})
}

// slowClock is the clock of a machine on which time passes between any two looks
// at it.
type slowClock struct{ *clock.Fake }

func (s slowClock) Now() time.Time {
	s.Advance(300 * time.Millisecond)

	return s.Fake.Now()
}

// A sleep may begin after the moment that it waits for.
func TestQueue_sleepsUntilThePast(t *testing.T) {
	t.Parallel()

	synctest.Test(t, func(t *testing.T) {
		start := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
		limiter := ratelimit.New(slowClock{clock.NewFake(start)}, 1, 0)
		response := &http.Response{StatusCode: http.StatusOK, Header: http.Header{
			"Date":                {start.Format(http.TimeFormat)},
			"Ratelimit-Observed":  {"100"},
			"Ratelimit-Remaining": {"0"},
			"Ratelimit-Reset":     {strconv.FormatInt(start.Unix()+1, 10)},
		}}

		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()

		for range 2 {
			var r ratelimit.Request

			if err := limiter.Admit(ctx, &r); err != nil {
				t.Error(err)
			}

			_, _ = limiter.Release(ctx, &r, response, nil)
		}
	})
}
