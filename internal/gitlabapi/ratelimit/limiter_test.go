package ratelimit_test

import (
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

// One 429 blocks all requests, of any kind; the queued requests are then
// admitted step by step, and none is refused again.
func TestLimiter_waitsForRetryAfter(t *testing.T) {
	t.Parallel()

	for name, refusal := range map[string]http.HandlerFunc{
		"seconds": refuse("Retry-After", "30"),
		"date":    refuse("Date", "Sat, 01 Jan 2000 07:00:00 GMT", "Retry-After", "Sat, 01 Jan 2000 07:00:30 GMT"),
		"all of GitLab's headers": refuse("Retry-After", "30", "RateLimit-Name", "throttle_authenticated_api", "RateLimit-Limit", "2000",
			"RateLimit-Observed", "2001", "RateLimit-Remaining", "0", "RateLimit-Reset", "946684830"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inFakeTime(t, 4, 0, inOrder(refusal, ok), func(t *testing.T, n *network) {
				for range 8 {
					n.start(t, "read")
				}

				time.Sleep(10 * time.Second)
				n.start(t, "create")
				n.background.Wait()

				// The first is refused, then one request probes, then two, then all.
				if got, want := n.times("read"), []int{0, 30, 31, 31, 32, 32, 32, 32, 33}; !slices.Equal(got, want) {
					t.Errorf("reads were sent at %v, want %v", got, want)
				}

				if got, want := n.times("create"), []int{33}; !slices.Equal(got, want) {
					t.Errorf("the create was sent at %v, want %v", got, want)
				}
			})
		})
	}
}

// A 429 without Retry-After blocks all requests, for longer each time, and
// counts as a failure.
func TestLimiter_backsOffWithoutRetryAfter(t *testing.T) {
	t.Parallel()

	inFakeTime(t, 4, 3, refuse(), func(t *testing.T, n *network) {
		if err := n.do(t.Context(), "read"); !errors.Is(err, errRefused) || len(n.sent) != 4 {
			t.Errorf("got %v after %d attempts, want 4", err, len(n.sent))
		}

		for i, least := range []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second} {
			if wait := n.sent[i+1].at - n.sent[i].at; wait < least || wait > least*3/2 {
				t.Errorf("wait %d was %v, want %v and up to half as much again", i+1, wait, least)
			}
		}

		// Further requests are not sent while the block lasts, and once after it.
		var blocked *ratelimit.Error
		if err := n.do(t.Context(), "read"); !errors.As(err, &blocked) || blocked.Refusals != 4 || len(n.sent) != 4 {
			t.Errorf("got %v after %d attempts, want an error without one more", err, len(n.sent))
		}

		time.Sleep(2 * time.Minute)

		if err := n.do(t.Context(), "read"); !errors.Is(err, errRefused) || len(n.sent) != 5 {
			t.Errorf("got %v after %d attempts, want a 429 after one more", err, len(n.sent))
		}
	})
}

// Once a request was refused as often as it is sent, the queued requests fail
// without waiting a minute each.
func TestLimiter_failsTheQueueWithoutRetryAfter(t *testing.T) {
	t.Parallel()

	inFakeTime(t, 4, 3, refuse(), func(t *testing.T, n *network) {
		var calls sync.WaitGroup

		for range 100 {
			calls.Go(func() {
				var blocked *ratelimit.Error
				if err := n.do(t.Context(), "read"); !errors.Is(err, errRefused) && !errors.As(err, &blocked) {
					t.Errorf("got %v, want an error about the rate limit", err)
				}
			})
		}

		calls.Wait()

		// Four at first, then one at a time.
		if took := time.Since(n.begin); took > time.Minute || len(n.sent) > 7 {
			t.Errorf("it took %v and %d attempts", took, len(n.sent))
		}
	})
}

// Failures of other kinds count as well.
func TestLimiter_countsAllFailures(t *testing.T) {
	t.Parallel()

	inFakeTime(t, 4, 1, inOrder(broken, refuse(), ok), func(t *testing.T, n *network) {
		if err := n.do(t.Context(), "read"); !errors.Is(err, errRefused) || len(n.sent) != 2 {
			t.Errorf("got %v after %d attempts, want a 429 after 2", err, len(n.sent))
		}
	})
}

func TestLimiter_backsOffAnewAfterAResponse(t *testing.T) {
	t.Parallel()

	inFakeTime(t, 4, 2, inOrder(refuse(), refuse(), ok, refuse(), refuse(), ok), func(t *testing.T, n *network) {
		for range 2 {
			if err := n.do(t.Context(), "read"); err != nil {
				t.Error(err)
			}
		}

		if wait := n.sent[4].at - n.sent[3].at; wait > 3*time.Second {
			t.Errorf("the first wait after a response was %v", wait)
		}
	})
}

// A wait of more than an hour is an error at once, for the refused request and
// for later ones.
func TestLimiter_failsWhenTheBlockIsTooLong(t *testing.T) {
	t.Parallel()

	inFakeTime(t, 4, 3, refuse("Retry-After", "3601"), func(t *testing.T, n *network) {
		for range 2 {
			var blocked *ratelimit.Error
			if err := n.do(t.Context(), "create"); !errors.As(err, &blocked) || blocked.For != 3601*time.Second {
				t.Errorf("got %v, want an error about the rate limit", err)
			}
		}

		if len(n.sent) != 1 || time.Since(n.begin) > 0 {
			t.Errorf("%d attempts in %v, want one at once", len(n.sent), time.Since(n.begin))
		}
	})
}

// A GitLab that always demands a short wait is obeyed for an hour, less and less
// often.
func TestLimiter_failsAfterAnHourOfRefusals(t *testing.T) {
	t.Parallel()

	inFakeTime(t, 4, 3, refuse("Retry-After", "1"), func(t *testing.T, n *network) {
		var blocked *ratelimit.Error
		if err := n.do(t.Context(), "read"); !errors.As(err, &blocked) {
			t.Errorf("got %v, want an error about the rate limit", err)
		}

		if took := time.Since(n.begin); took < 59*time.Minute || took > time.Hour || len(n.sent) > 300 {
			t.Errorf("gave up after %v and %d attempts", took, len(n.sent))
		}
	})
}

// A request that GitLab always refuses ends in an error, also while GitLab
// accepts others.
func TestLimiter_failsAfterAnHourOfRefusalsOfOneRequest(t *testing.T) {
	t.Parallel()

	handler := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/read" {
			refuse("Retry-After", "1")(w, r)
		} else {
			ok(w, r)
		}
	}

	inFakeTime(t, 4, 3, handler, func(t *testing.T, n *network) {
		var others sync.WaitGroup

		done := make(chan struct{})

		others.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					if err := n.do(t.Context(), "create"); err != nil {
						t.Error(err)
					}
				}
			}
		})

		var blocked *ratelimit.Error
		if err := n.do(t.Context(), "read"); !errors.As(err, &blocked) {
			t.Errorf("got %v, want an error about the rate limit", err)
		}

		if took := time.Since(n.begin); took < time.Hour || took > 61*time.Minute {
			t.Errorf("gave up after %v, want an hour", took)
		}

		close(done)
		others.Wait()
	})
}

func TestError(t *testing.T) {
	t.Parallel()

	for _, test := range []struct {
		err  ratelimit.Error
		want string
	}{
		{ratelimit.Error{For: 2 * time.Hour}, "GitLab's rate limit takes no requests for 2h0m0s, and the provider waits 1h0m0s at most"},
		{ratelimit.Error{Endpoint: "GET version", For: 2 * time.Hour}, "GitLab's rate limit takes no GET version for 2h0m0s, and the provider waits 1h0m0s at most"},
		{ratelimit.Error{For: time.Minute, Refusals: 6}, "GitLab's rate limit takes no requests: it refused 6 in a row without a Retry-After header"},
	} {
		if got := test.err.Error(); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
