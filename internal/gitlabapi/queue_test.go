package gitlabapi_test

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// slow is the clock of a machine so busy that time goes by from one look at it
// to the next.
type slow struct{ *clock.Fake }

func (s slow) Now() time.Time {
	s.Advance(300 * time.Millisecond)

	return s.Fake.Now()
}

// The moment for which a request waits can pass before its sleep begins.
func TestWaitThatIsOverBeforeItBegins(t *testing.T) {
	t.Parallel()

	synctest.Test(t, func(t *testing.T) {
		start := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
		pass := gitlabapi.Turnstile(slow{clock.NewFake(start)}, 1, http.Header{
			"Date":                {start.Format(http.TimeFormat)},
			"Ratelimit-Observed":  {"100"},
			"Ratelimit-Remaining": {"0"},
			"Ratelimit-Reset":     {strconv.FormatInt(start.Unix()+1, 10)},
		})

		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()

		for range 2 {
			if err := pass(ctx); err != nil {
				t.Error(err)
			}
		}
	})
}

// A request that GitLab never takes ends in an error, also where it takes others.
func TestOneThatIsAlwaysRefused(t *testing.T) {
	t.Parallel()

	refuse := tooMany("Retry-After", "1")
	handler := func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			refuse(w, r)
		} else {
			ok(w, r)
		}
	}

	inVirtualTime(t, handler, func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Hour)
		defer cancel()

		var others sync.WaitGroup

		others.Go(func() {
			for create(ctx, client) == nil {
			}
		})

		var held *gitlabapi.HeldError
		if err := read(ctx, client); !errors.As(err, &held) || !gitlabapi.HasStatus(err, 429) {
			t.Errorf("got %v, want it held", err)
		}

		if took := time.Since(v.begin); took < time.Hour || took > 61*time.Minute {
			t.Errorf("gave up after %v, want an hour", took)
		}

		cancel()
		others.Wait()
	})
}

// A budget that is full again in days is no reason to wait for days: GitLab says
// itself when it takes no more.
func TestFarResetIsNotWaitedFor(t *testing.T) {
	t.Parallel()

	handler := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("RateLimit-Observed", "100")
		w.Header().Set("RateLimit-Remaining", "0")
		w.Header().Set("RateLimit-Reset", strconv.FormatInt(time.Now().Add(240*time.Hour).Unix(), 10))
		ok(w, r)
	}

	inVirtualTime(t, handler, func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		for range 2 {
			if err := read(t.Context(), client); err != nil {
				t.Error(err)
			}
		}

		if took := time.Since(v.begin); took != 2*time.Second {
			t.Errorf("two reads took %v, want 2s", took)
		}
	})
}
