package faulttest_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// moment is when another client interferes with an apply.
type moment int

const (
	// betweenPlanAndApply is after the plan and before its apply.
	betweenPlanAndApply moment = iota
	// beforeTheWrite is when the request of the write has left the provider.
	beforeTheWrite
	// beforeItsAnswer is when GitLab has acted, and has not answered yet.
	beforeItsAnswer
)

// Another client changes or deletes objects during an apply. The provider neither
// panics nor stores a false state, and the next applies correct everything or
// report why they cannot.
func TestProtoConcurrency_otherClient(t *testing.T) {
	t.Parallel()

	cases := 0

	for _, write := range writes() {
		for _, other := range others() {
			if write.secondary || !other.concerns(write) {
				continue
			}

			for name, when := range map[string]moment{
				"between plan and apply": betweenPlanAndApply, "before the write": beforeTheWrite, "before its answer": beforeItsAnswer,
			} {
				cases++

				t.Run(write.name+"/"+other.name+"/"+name, func(t *testing.T) {
					t.Parallel()
					newConcurrencyCase(t, write, other, when).run(t)
				})
			}
		}
	}

	t.Logf("%d cases: %d things that another client does", cases, len(others()))
}

// concurrencyCase is an apply with which another client interferes.
type concurrencyCase struct {
	*faultCase

	interference other
	when         moment
	// concerned is the runner of the write.
	concerned int64

	mu     sync.Mutex
	target func(*http.Request) bool
}

func newConcurrencyCase(t *testing.T, write write, other other, when moment) *concurrencyCase {
	t.Helper()

	e := &concurrencyCase{interference: other, when: when}
	// As after a silent fault, the state after the apply is not known beforehand.
	e.faultCase = &faultCase{fixture: newFixture(t, acctest.NewSimBehind(t, e.between)), write: write, fault: fault{silent: true}, tokenDies: other.endsToken}

	return e
}

// between makes the change of the other client when the write arrives.
func (e *concurrencyCase) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !e.isTarget(r) {
			sim.ServeHTTP(w, r)

			return
		}

		if e.when == beforeTheWrite {
			e.interference.does(e)
			sim.ServeHTTP(w, r)

			return
		}

		answer := serve(r, sim)
		e.interference.does(e)

		for name, values := range answer.Header() {
			w.Header()[name] = values
		}

		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	})
}

// isTarget reports whether a request is the write. It is true once.
func (e *concurrencyCase) isTarget(r *http.Request) bool {
	e.mu.Lock()
	defer e.mu.Unlock()

	if e.target == nil || !e.target(r) {
		return false
	}

	e.target = nil

	return true
}

func (e *concurrencyCase) run(t *testing.T) {
	t.Helper()

	if e.write.before != nil {
		made := e.Create(e.write.typeName, e.write.before(e.fixture))
		e.before = &made
	}

	e.concerned = e.runner
	if createsRunner(e.write) && e.before != nil {
		e.concerned = e.before.ID(t)
	}

	there := e.runners(t)
	proto := e.GitLab.Proto(t, nil)
	plan := proto.Plan(e.write.typeName, e.before, e.wanted())
	acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")

	if e.when == betweenPlanAndApply {
		e.interference.does(e)
	} else {
		e.mu.Lock()
		e.target = e.write.target()
		e.mu.Unlock()
	}

	var diagnostics []*tfprotov6.Diagnostic

	e.state, diagnostics = proto.Apply(e.write.typeName, plan)
	e.failure = acctest.Errors(diagnostics)
	e.checkShown(t, diagnostics)

	if e.target != nil {
		t.Fatal("the write never came")
	}

	if e.failure != "" && e.before != nil && !e.write.partial && !e.state.Value.Equal(e.before.Value) {
		t.Errorf("the state is %v after a failure, was %v", e.state.Value, e.before.Value)
	}

	if more := e.runners(t) - there; more > 1 || e.write.makes && e.state.Gone() && more == 1 {
		t.Errorf("%d runners more, and none in the state", more)
	}

	e.applyUntilDone(t)
}

// checkShown checks the texts of diagnostics.
func (e *concurrencyCase) checkShown(t *testing.T, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()

	for _, diagnostic := range diagnostics {
		acctest.FitToShow(t, "the diagnostic", diagnostic.Summary+"\n"+diagnostic.Detail,
			acctest.RootToken, e.runnersOwnToken, e.owner.RunnersToken, e.group.RunnersToken)
	}
}

// applyUntilDone applies the configuration until nothing is left to do, or checks
// that the change of the other client makes that impossible.
func (e *concurrencyCase) applyUntilDone(t *testing.T) {
	t.Helper()

	if strings.Contains(e.failure, "import {") {
		e.state, _ = e.Import(e.write.typeName, fmt.Sprintf("%d:%s", e.runner, e.other.PathWithNamespace))
	}

	for range 2 {
		e.Proto = e.GitLab.Proto(t, nil)
		if e.failure = e.again(t); e.failure == "" {
			break
		}
	}

	switch {
	case e.failure == "" && e.wanted() == nil:
		acctest.Equal(t, "destroyed in the end", e.state.Gone(), true)
	case e.failure == "":
		e.checkConverged(t)
	case e.interference.impossible == nil || !e.interference.impossible(e.write):
		t.Errorf("the next applies fail:\n%s", e.failure)
	}
}

// again refreshes, plans and applies, and returns the errors.
func (e *concurrencyCase) again(t *testing.T) string {
	t.Helper()

	var prior *acctest.State

	if !e.state.Value.IsNull() && e.state.Value.Type() != nil {
		refreshed, diagnostics := e.Read(e.write.typeName, e.state)
		e.checkShown(t, diagnostics)

		if text := acctest.Errors(diagnostics); text != "" {
			return text
		}

		if e.state = refreshed; !refreshed.Gone() {
			prior = &refreshed
		}
	}

	if prior == nil && e.wanted() == nil {
		return ""
	}

	plan := e.Plan(e.write.typeName, prior, e.wanted())
	e.checkShown(t, plan.Diagnostics)

	if text := acctest.Errors(plan.Diagnostics); text != "" {
		return text
	}

	state, diagnostics := e.Apply(e.write.typeName, plan)
	e.state = state
	e.checkShown(t, diagnostics)

	return acctest.Errors(diagnostics)
}
