package runner_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// A fleet with more requests than the rate limit of a minute is read over several
// minutes, without an error.
func TestProtoRunners_withinARateLimit(t *testing.T) {
	t.Parallel()

	const limit = 3

	g := acctest.NewSim(t, gitlabsim.WithSeed(gitlabsim.SeedDemo), gitlabsim.WithRateLimit(limit, time.Minute))
	p := g.Proto(t, acctest.Values{"retries": 0})

	state, diagnostics := p.Data(listName, acctest.Values{"all": true, "details": true})
	if text := acctest.Errors(diagnostics); text != "" {
		t.Fatal(text)
	}

	taken, refused := 0, 0

	for _, request := range g.Journal(t) {
		if request.Status == http.StatusTooManyRequests {
			refused++
		} else {
			taken++
		}
	}

	if listed := len(ids(t, state)); taken != listed+1 || listed < 2*limit {
		t.Errorf("%d requests for %d runners", taken, listed)
	}

	// It may be more, because the fake clock advances before the answers.
	if passed := g.Clock.Now().Sub(acctest.Start); passed < time.Duration(taken/limit-1)*time.Minute {
		t.Errorf("%d requests took %v, with %d a minute", taken, passed, limit)
	}

	// The list was first, and its answer has the remaining requests.
	if refused > 0 {
		t.Errorf("%d requests were refused", refused)
	}
}
