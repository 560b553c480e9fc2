package faulttest_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// Two runs apply the same plan at the same moment, as they do where nothing
// locks the state. Neither panics, nothing is made that no state knows, and
// each can go on, or is told how.
func TestProtoConcurrency_twoAppliesAtOnce(t *testing.T) {
	t.Parallel()

	for _, write := range writes() {
		if write.aside {
			continue
		}

		t.Run(write.name, func(t *testing.T) {
			t.Parallel()
			newTwins(t, write).run(t)
		})
	}
}

// twins are two applies of one plan.
type twins struct {
	*concurrencyCase

	// gate lets the writes of both through when both are there, or the other one
	// has ended without one.
	gate sync.WaitGroup
	came map[string]bool
}

func newTwins(t *testing.T, write write) *twins {
	t.Helper()

	w := &twins{came: make(map[string]bool)}
	w.concurrencyCase = &concurrencyCase{}
	w.faultCase = &faultCase{fixture: newFixture(t, acctest.NewSimBehind(t, w.together)), write: write, fault: kind{silent: true}, tokenDies: true}

	return w
}

// together holds the first write of each twin until both are there.
func (w *twins) together(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if w.arrives(r.Header.Get("X-Twin"), r) {
			w.gate.Wait()
		}

		sim.ServeHTTP(out, r)
	})
}

func (w *twins) arrives(twin string, r *http.Request) bool {
	w.mu.Lock()
	defer w.mu.Unlock()

	if twin == "" || w.came[twin] || !w.write.target()(r) {
		return false
	}

	w.came[twin] = true
	w.gate.Done()

	return true
}

// ends is the end of a twin's apply, whether it wrote or not.
func (w *twins) ends(twin string) {
	w.mu.Lock()
	defer w.mu.Unlock()

	if !w.came[twin] {
		w.came[twin] = true
		w.gate.Done()
	}
}

func (w *twins) run(t *testing.T) {
	t.Helper()

	if w.write.before != nil {
		made := w.Create(w.write.typeName, w.write.before(w.fixture))
		w.before = &made
	}

	type outcome struct {
		state       acctest.State
		diagnostics []*tfprotov6.Diagnostic
	}

	there := w.runners(t)
	outcomes := make([]outcome, 2)

	var applies sync.WaitGroup

	w.gate.Add(len(outcomes))

	for n := range outcomes {
		twin := fmt.Sprint(n)
		headers := map[string]string{"X-Twin": twin}
		proto := w.GitLab.Proto(t, acctest.Values{"headers": headers})
		plan := proto.Plan(w.write.typeName, w.before, w.wanted())
		acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")

		applies.Go(func() {
			defer w.ends(twin)

			outcomes[n].state, outcomes[n].diagnostics = proto.Apply(w.write.typeName, plan)
		})
	}

	applies.Wait()

	var tokens []string

	kept := 0

	for _, outcome := range outcomes {
		w.fits(t, outcome.diagnostics)

		if !outcome.state.Gone() {
			kept++

			if token, has := outcome.state.Values(t)["token"]; has && !token.IsNull() {
				tokens = append(tokens, acctest.Text(token))
			}
		}
	}

	if made := w.runners(t) - there; w.write.makes && made != kept {
		t.Errorf("%d runners were made, and %d states know one", made, kept)
	}

	w.judgeTokens(t, tokens)

	for _, outcome := range outcomes {
		w.state, w.said = outcome.state, acctest.Errors(outcome.diagnostics)
		w.interference.impossible = func(w write) bool { return handsTokenOver(w) }
		w.goOn(t)
	}
}

// judgeTokens holds when one of the tokens in the states is the runner's: the
// last that was made.
func (w *twins) judgeTokens(t *testing.T, tokens []string) {
	t.Helper()

	if len(tokens) == 0 || w.write.typeName == "gitlabrunner_registration_token" {
		return
	}

	for _, token := range tokens {
		if _, err := w.API.Runners.VerifyRegisteredRunner(&gitlab.VerifyRegisteredRunnerOptions{Token: &token}); err == nil {
			return
		}
	}

	t.Errorf("GitLab takes none of the %d tokens", len(tokens))
}
