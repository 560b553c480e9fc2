package gitlabapi_test

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// An endpoint is the same whatever it is asked about.
func TestEndpoints(t *testing.T) {
	t.Parallel()

	list := func(project string) func(context.Context, *gitlabapi.Client) error {
		return func(ctx context.Context, client *gitlabapi.Client) error {
			for _, err := range client.ProjectRunners(ctx, project, gitlabapi.RunnersQuery{}) {
				return err
			}

			return nil
		}
	}
	project := func(ctx context.Context, client *gitlabapi.Client) error {
		_, err := client.Project(ctx, "a/b")

		return err
	}

	for name, test := range map[string]struct {
		first, second func(context.Context, *gitlabapi.Client) error
		waits         bool
	}{
		"another id":      {list("7"), list("8"), true},
		"another name":    {list("a/b"), list("a/c"), true},
		"a name for ids":  {list("7"), list("a/c"), true},
		"another method":  {read, remove, false},
		"what lies above": {list("a/b"), project, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inVirtualTime(t, inOrder(tooManyHere, reply(200, `[]`)), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
				// Whether the answer makes sense is not what is asked here.
				var first sync.WaitGroup

				first.Go(func() { _ = test.first(t.Context(), client) })
				synctest.Wait()

				_ = test.second(t.Context(), client)

				if waited := time.Since(v.begin) >= time.Minute; waited != test.waits {
					t.Errorf("the second went after %v", time.Since(v.begin))
				}

				first.Wait()
			})
		})
	}
}

// Who waits for an endpoint is no measure for who waits for everything.
func TestLimitsHoldTogether(t *testing.T) {
	t.Parallel()

	answers := inOrder(tooManyHere, tooMany("Retry-After", "10"), ok)

	inVirtualTime(t, answers, func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		calls := []func(context.Context) error{
			func(ctx context.Context) error { return jobs(ctx, client, 1) },
			func(ctx context.Context) error { return read(ctx, client) },
			func(ctx context.Context) error { return jobs(ctx, client, 2) },
			func(ctx context.Context) error {
				_, err := client.VerifyToken(ctx, "glrt-x", "system")

				return err
			},
		}

		var callers sync.WaitGroup

		for _, call := range calls {
			callers.Go(func() {
				if err := call(t.Context()); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait()
		}

		callers.Wait()

		for request, want := range map[string][]int{
			"GET /runners/1/jobs": {0, 60},
			"GET /runners/1":      {0, 10},
			// One is tried first, then there is room for two.
			"GET /runners/2/jobs": {61},
			// GitLab counts by address what has no access token.
			"POST /runners/verify": {0},
		} {
			if got := v.times(request); !slices.Equal(got, want) {
				t.Errorf("%s was sent at %v, want %v", request, got, want)
			}
		}
	})
}

// A budget that is spent for one endpoint is in no other's way, and the next
// answer of all does not hide it.
func TestBudgetOfOneEndpoint(t *testing.T) {
	t.Parallel()

	spent := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("RateLimit-Name", "throttle_authenticated_runner_jobs")
		w.Header().Set("RateLimit-Remaining", "0")
		w.Header().Set("RateLimit-Reset", strconv.Itoa(bubbleEpoch+60))
		ok(w, r)
	}

	inVirtualTime(t, inOrder(spent, within(60, 99), ok), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		for _, call := range []func() error{
			func() error { return jobs(t.Context(), client, 1) },
			func() error { return read(t.Context(), client) },
			func() error { return jobs(t.Context(), client, 2) },
		} {
			if err := call(); err != nil {
				t.Error(err)
			}
		}

		for request, want := range map[string][]int{"GET /runners/1": {1}, "GET /runners/2/jobs": {60}} {
			if got := v.times(request); !slices.Equal(got, want) {
				t.Errorf("%s was sent at %v, want %v", request, got, want)
			}
		}
	})
}

// A hold of everything is one of an endpoint as well that has a limit of its own.
func TestHoldOfEverythingHoldsEndpoints(t *testing.T) {
	t.Parallel()

	answers := inOrder(tooManyHere, ok, tooMany("Retry-After", "30"), ok)

	inVirtualTime(t, answers, func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		if err := jobs(t.Context(), client, 1); err != nil {
			t.Error(err)
		}

		var other sync.WaitGroup

		other.Go(func() {
			if err := read(t.Context(), client); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()

		if err := jobs(t.Context(), client, 2); err != nil {
			t.Error(err)
		}

		other.Wait()

		// At 61 everything is refused, at 91 one is tried first.
		if got, want := v.times("GET /runners/2/jobs"), []int{92}; !slices.Equal(got, want) {
			t.Errorf("the list was sent at %v, want %v", got, want)
		}
	})
}
