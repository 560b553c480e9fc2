package gitlabapi_test

import (
	"context"
	"net/http"
	"strconv"
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
