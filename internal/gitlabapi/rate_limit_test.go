package gitlabapi_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// ok is a runner, or a list for a path that is one, after a second.
func ok(w http.ResponseWriter, r *http.Request) {
	time.Sleep(time.Second)

	if strings.HasSuffix(r.URL.Path, "/jobs") {
		reply(200, `[]`)(w, r)

		return
	}

	reply(200, `{"id":1,"runner_type":"instance_type","token":"glrt-x"}`)(w, r)
}

// The endpoint of a request does not depend on the object that it is about.
func TestRateLimit_ofAnEndpoint(t *testing.T) {
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
		"another id":              {list("7"), list("8"), true},
		"another path":            {list("a/b"), list("a/c"), true},
		"a path instead of an id": {list("7"), list("a/c"), true},
		"another method":          {read, remove, false},
		"a shorter path":          {list("a/b"), project, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inFakeTime(t, inOrder(refuseEndpoint, reply(200, `[]`)), func(t *testing.T, n *fakeNetwork, client *gitlabapi.Client) {
				// The calls may fail on the answers, which are made for lists.
				var first sync.WaitGroup

				first.Go(func() { _ = test.first(t.Context(), client) })
				synctest.Wait()

				_ = test.second(t.Context(), client)

				if waited := time.Since(n.begin) >= time.Minute; waited != test.waits {
					t.Errorf("the second was sent after %v", time.Since(n.begin))
				}

				first.Wait()
			})
		})
	}
}

// GitLab counts requests without access token by address, apart from the others.
func TestRateLimit_ofAnonymousRequests(t *testing.T) {
	t.Parallel()

	inFakeTime(t, inOrder(refuse("Retry-After", "30"), ok), func(t *testing.T, n *fakeNetwork, client *gitlabapi.Client) {
		var other sync.WaitGroup

		other.Go(func() { _ = read(t.Context(), client) })
		synctest.Wait()

		if _, err := client.VerifyToken(t.Context(), "glrt-x", "system"); err != nil {
			t.Error(err)
		}

		other.Wait()

		if got := n.times("POST /runners/verify"); !slices.Equal(got, []int{0}) {
			t.Errorf("verify was sent at %v, want 0", got)
		}
	})
}

// A request that is refused with 429 to the end has done nothing.
func TestRateLimit_exhaustsRetries(t *testing.T) {
	t.Parallel()

	inFakeTime(t, refuse(), func(t *testing.T, _ *fakeNetwork, client *gitlabapi.Client) {
		for _, attempts := range []int{4, 0} {
			var failure *gitlabapi.Error

			err := create(t.Context(), client)
			if !errors.As(err, &failure) || failure.Attempts != attempts || gitlabapi.MayHaveActed(err) {
				t.Errorf("got %v, want an error after %d attempts with nothing done", err, attempts)
			}
		}
	})
}

func TestRateLimit_tooLong(t *testing.T) {
	t.Parallel()

	inFakeTime(t, refuse("Retry-After", "3601"), func(t *testing.T, n *fakeNetwork, client *gitlabapi.Client) {
		for _, status := range []int{429, 0} {
			var (
				limited *gitlabapi.RateLimitError
				failure *gitlabapi.Error
			)

			err := create(t.Context(), client)
			if !errors.As(err, &limited) || !errors.As(err, &failure) || failure.Status != status || gitlabapi.MayHaveActed(err) {
				t.Errorf("got %v, want a rate limit error with status %d and nothing done", err, status)
			}
		}

		if len(n.sent) != 1 || time.Since(n.begin) > 0 {
			t.Errorf("%d requests in %v, want one at once", len(n.sent), time.Since(n.begin))
		}
	})
}

// A request that is cancelled while it is queued is not sent.
func TestRateLimit_cancelled(t *testing.T) {
	t.Parallel()

	inFakeTime(t, inOrder(refuse("Retry-After", "30"), ok), func(t *testing.T, n *fakeNetwork, client *gitlabapi.Client) {
		ctx, cancel := context.WithCancel(t.Context())

		var other, cancelled sync.WaitGroup

		other.Go(func() { _ = read(t.Context(), client) })
		synctest.Wait()

		cancelled.Go(func() {
			if err := create(ctx, client); !errors.Is(err, context.Canceled) || gitlabapi.MayHaveActed(err) {
				t.Errorf("got %v, want a cancellation with nothing done", err)
			}
		})
		time.Sleep(5 * time.Second)
		cancel()
		cancelled.Wait()

		if waited := time.Since(n.begin); waited != 5*time.Second {
			t.Errorf("it took %v to stop, want 5s", waited)
		}

		other.Wait()

		if got := n.times("POST /user/runners"); got != nil {
			t.Errorf("the create was sent at %v", got)
		}
	})
}
