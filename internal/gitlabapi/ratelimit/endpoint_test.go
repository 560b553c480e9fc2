package ratelimit_test

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

// A limit of one endpoint delays no other: its requests hold no slot.
func TestLimiter_blocksOneEndpoint(t *testing.T) {
	t.Parallel()

	for name, refusal := range map[string]http.HandlerFunc{
		"by the application": refuseEndpoint,
		"by name":            refuse("Retry-After", "60", "RateLimit-Name", "throttle_authenticated_runner_jobs"),
		"by the application, with the general budget": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("RateLimit-Name", "throttle_authenticated_api")
			w.Header().Set("RateLimit-Remaining", "1999")
			w.Header().Set("RateLimit-Reset", "946684860")
			refuseEndpoint(w, r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inFakeTime(t, 4, 3, inOrder(refusal, ok), func(t *testing.T, n *network) {
				for runner := range 10 {
					n.start(t, "jobs "+strconv.Itoa(runner))
				}

				if err := n.do(t.Context(), "read"); err != nil {
					t.Error(err)
				}

				if took := time.Since(n.begin); took != time.Second {
					t.Errorf("a read took %v beside ten requests that wait for their endpoint", took)
				}

				n.background.Wait()

				if got, want := n.times("jobs 1"), []int{61}; !slices.Equal(got, want) {
					t.Errorf("the second list was sent at %v, want %v", got, want)
				}
			})
		})
	}
}

func TestLimiter_keepsLimitsApart(t *testing.T) {
	t.Parallel()

	inFakeTime(t, 4, 3, inOrder(refuseEndpoint, refuse("Retry-After", "10"), ok), func(t *testing.T, n *network) {
		for _, request := range []string{"jobs 1", "read", "jobs 2", "verify"} {
			n.start(t, request)
		}

		n.background.Wait()

		for request, want := range map[string][]int{
			"jobs 1": {0, 60},
			"read":   {0, 10},
			// One request probes first, then two are admitted.
			"jobs 2": {61},
			// GitLab counts requests without access token by address.
			"verify": {0},
		} {
			if got := n.times(request); !slices.Equal(got, want) {
				t.Errorf("%s was sent at %v, want %v", request, got, want)
			}
		}
	})
}

// The exhausted budget of one endpoint delays no other, and a report of the
// general budget does not hide it.
func TestLimiter_keepsBudgetsApart(t *testing.T) {
	t.Parallel()

	exhausted := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("RateLimit-Name", "throttle_authenticated_runner_jobs")
		w.Header().Set("RateLimit-Remaining", "0")
		w.Header().Set("RateLimit-Reset", strconv.Itoa(bubbleEpoch+60))
		ok(w, r)
	}

	inFakeTime(t, 4, 3, inOrder(exhausted, budget(60, 99), ok), func(t *testing.T, n *network) {
		for _, request := range []string{"jobs 1", "read", "jobs 2"} {
			if err := n.do(t.Context(), request); err != nil {
				t.Error(err)
			}
		}

		for request, want := range map[string][]int{"read": {1}, "jobs 2": {60}} {
			if got := n.times(request); !slices.Equal(got, want) {
				t.Errorf("%s was sent at %v, want %v", request, got, want)
			}
		}
	})
}

// The general limit applies to an endpoint that has a limit of its own as well.
func TestLimiter_blocksEndpointsWithTheGeneralLimit(t *testing.T) {
	t.Parallel()

	inFakeTime(t, 4, 3, inOrder(refuseEndpoint, ok, refuse("Retry-After", "30"), ok), func(t *testing.T, n *network) {
		if err := n.do(t.Context(), "jobs 1"); err != nil {
			t.Error(err)
		}

		n.start(t, "read")

		if err := n.do(t.Context(), "jobs 2"); err != nil {
			t.Error(err)
		}

		n.background.Wait()

		// At 61 the read is refused, at 91 it probes.
		if got, want := n.times("jobs 2"), []int{92}; !slices.Equal(got, want) {
			t.Errorf("the list was sent at %v, want %v", got, want)
		}
	})
}

// A request that two limits block fails at once if one of them blocks for too
// long.
func TestLimiter_failsOnTheLongerBlock(t *testing.T) {
	t.Parallel()

	tooLong := refuse("Retry-After", "7200", "RateLimit-Name", "throttle_authenticated_runner_jobs")

	inFakeTime(t, 4, 3, inOrder(tooLong, refuse("Retry-After", "10"), ok), func(t *testing.T, n *network) {
		var blocked *ratelimit.Error

		if err := n.do(t.Context(), "jobs 1"); !errors.As(err, &blocked) {
			t.Errorf("got %v, want an error about the rate limit", err)
		}

		n.start(t, "read")

		if err := n.do(t.Context(), "jobs 2"); !errors.As(err, &blocked) || blocked.Endpoint != "jobs" || time.Since(n.begin) > 0 {
			t.Errorf("got %v after %v, want an error about the endpoint at once", err, time.Since(n.begin))
		}
	})
}
