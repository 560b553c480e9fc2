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

// Two runs apply the same plan at the same time, as they can if the state is not
// locked. Neither panics, each new runner is in one of the states, and each run can
// be repeated, or reports why it cannot.
func TestProtoConcurrency_twoApplies(t *testing.T) {
	t.Parallel()

	for _, write := range writes() {
		if write.secondary {
			continue
		}

		t.Run(write.name, func(t *testing.T) {
			t.Parallel()
			newConcurrentApplies(t, write).run(t)
		})
	}
}

// concurrentApplies are two applies of the same plan.
type concurrentApplies struct {
	*concurrencyCase

	// gate opens when each apply has sent its write, or has ended without one.
	gate sync.WaitGroup
	came map[string]bool
}

func newConcurrentApplies(t *testing.T, write write) *concurrentApplies {
	t.Helper()

	w := &concurrentApplies{came: make(map[string]bool)}
	w.concurrencyCase = &concurrencyCase{}
	w.faultCase = &faultCase{fixture: newFixture(t, acctest.NewSimBehind(t, w.together)), write: write, fault: fault{silent: true}, tokenDies: true}

	return w
}

// together holds the first write of each apply until the gate opens.
func (w *concurrentApplies) together(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if w.arrives(r.Header.Get("X-Apply"), r) {
			w.gate.Wait()
		}

		sim.ServeHTTP(out, r)
	})
}

func (w *concurrentApplies) arrives(apply string, r *http.Request) bool {
	w.mu.Lock()
	defer w.mu.Unlock()

	if apply == "" || w.came[apply] || !w.write.target()(r) {
		return false
	}

	w.came[apply] = true
	w.gate.Done()

	return true
}

// ends counts an apply that has ended without a write.
func (w *concurrentApplies) ends(apply string) {
	w.mu.Lock()
	defer w.mu.Unlock()

	if !w.came[apply] {
		w.came[apply] = true
		w.gate.Done()
	}
}

func (w *concurrentApplies) run(t *testing.T) {
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
		apply := fmt.Sprint(n)
		headers := map[string]string{"X-Apply": apply}
		proto := w.GitLab.Proto(t, acctest.Values{"headers": headers})
		plan := proto.Plan(w.write.typeName, w.before, w.wanted())
		acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")

		applies.Go(func() {
			defer w.ends(apply)

			outcomes[n].state, outcomes[n].diagnostics = proto.Apply(w.write.typeName, plan)
		})
	}

	applies.Wait()

	var tokens []string

	kept := 0

	for _, outcome := range outcomes {
		w.checkShown(t, outcome.diagnostics)

		if !outcome.state.Gone() {
			kept++

			if token, has := outcome.state.Values(t)["token"]; has && !token.IsNull() {
				tokens = append(tokens, acctest.Text(token))
			}
		}
	}

	if made := w.runners(t) - there; w.write.makes && made != kept {
		t.Errorf("%d runners were created, and %d states have one", made, kept)
	}

	w.checkTokens(t, tokens)

	for _, outcome := range outcomes {
		w.state, w.failure = outcome.state, acctest.Errors(outcome.diagnostics)
		w.interference.impossible = func(w write) bool { return namesToken(w) }
		w.applyUntilDone(t)
	}
}

// checkTokens checks that GitLab accepts one of the tokens in the states.
func (w *concurrentApplies) checkTokens(t *testing.T, tokens []string) {
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
