package tfdiag_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Every operation is refused by a rate limit of the instance, which says for how
// long, and with a 429 without Retry-After.
func TestContract_rateLimits(t *testing.T) {
	t.Parallel()

	for _, operation := range tfdiag.Operations() {
		t.Run(string(operation), func(t *testing.T) {
			t.Parallel()

			f := newFixture(t, "")
			f.target = rateLimited(t)
			f.as(f.Token)
			limited(t, operation, calls[operation](f), tfdiag.RateLimitHeld)

			f = newFixture(t, "")
			f.fails("", http.StatusTooManyRequests, "")
			limited(t, operation, calls[operation](f), tfdiag.RateLimited)
			f.ClearFaults(t)
		})
	}
}

func limited(t *testing.T, operation tfdiag.OperationID, err error, want tfdiag.Cause) {
	t.Helper()

	var failed *gitlabapi.Error
	if !errors.As(err, &failed) {
		t.Fatalf("got %v, want an error", err)
	}

	for _, made := range diagnose(operation, answer{}, err) {
		if id := identified(made); id != operation.Because(want) {
			t.Errorf("got %q, want %s: %v\n%s", id, operation.Because(want), err, made.Detail())
		}
	}
}

// rateLimited starts an emulator whose rate limit refuses requests for hours, before
// it checks the token, and returns its URL.
func rateLimited(t *testing.T) string {
	t.Helper()

	server := httptest.NewServer(gitlabsim.New(gitlabsim.WithClock(clock.NewFake(acctest.Start)), gitlabsim.WithRateLimit(1, 3*time.Hour)))
	t.Cleanup(server.Close)

	g := sandbox.GitLab{URL: server.URL}
	if err := g.Call(t.Context(), http.MethodGet, "version", nil, nil); err == nil {
		t.Fatal("the first request is accepted")
	}

	return server.URL
}
