package faulttest_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// lasting is greater than the number of attempts of any request.
const lasting = 100

// Every write fails in every way, once and at every attempt. It succeeds or reports
// an error with a next step, the state has no false value, nothing is created twice,
// and the next apply corrects everything.
func TestProtoFault_everyWrite(t *testing.T) {
	t.Parallel()

	cases := 0

	for i, write := range writes() {
		cases += forEachFault(t, write.name, i, func(t *testing.T, fault fault, times int) {
			newFaultCase(t, write, fault, times).run(t)
		})
	}

	t.Logf("%d cases: %d writes, %d groups of faults", cases, len(writes()), len(faults()))
}

// forEachFault runs a test with each fault, once and at every attempt, and returns
// the number of cases. A short run takes one fault of each group: another one for
// the next write.
func forEachFault(t *testing.T, name string, index int, test func(*testing.T, fault, int)) int {
	t.Helper()

	cases := 0

	for _, group := range faults() {
		if testing.Short() {
			i := index % len(group)
			group = group[i : i+1]
		}

		for _, fault := range group {
			times := map[string]int{"once": 1, "lasting": lasting}
			if fault.once {
				delete(times, "lasting")
			}

			for often, n := range times {
				cases++

				t.Run(name+"/"+fault.name+"/"+often, func(t *testing.T) {
					t.Parallel()
					test(t, fault, n)
				})
			}
		}
	}

	return cases
}

// faultCase is one write under one fault.
type faultCase struct {
	*fixture

	write write
	fault fault
	*faultProxy
	times int

	before  *acctest.State
	state   acctest.State
	failure string
	// raised are the identifiers of the diagnostics.
	raised []tfdiag.ID
	// tokenDies says that GitLab may refuse the token in the state, which the
	// provider cannot detect.
	tokenDies bool
}

func newFaultCase(t *testing.T, write write, fault fault, times int) *faultCase {
	t.Helper()

	m := &faultProxy{fault: fault}

	return &faultCase{fixture: newFixture(t, acctest.NewSimBehind(t, m.between)), write: write, fault: fault, faultProxy: m, times: times}
}

func (c *faultCase) run(t *testing.T) {
	t.Helper()

	if c.write.before != nil {
		made := c.Create(c.write.typeName, c.write.before(c.fixture))
		c.before = &made
	}

	there := c.runners(t)
	c.runWithFault(t)
	c.checkDiagnostics(t)
	c.checkRunners(t, c.runners(t)-there)
	c.checkState(t)

	if c.write.repair != nil && c.fault.silent && c.failure != "" {
		c.write.repair(t, c)
	}

	c.converge(t)
}

// runWithFault applies the change under the fault.
func (c *faultCase) runWithFault(t *testing.T) {
	t.Helper()

	proto := c.GitLab.Proto(t, acctest.Values{"retries": 2})
	plan := proto.Plan(c.write.typeName, c.before, c.wanted())
	acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	c.arm(c.write.target(), c.times, c.FakeClock(t).Expire, cancel)

	var diagnostics []*tfprotov6.Diagnostic

	c.state, diagnostics = proto.In(ctx).Apply(c.write.typeName, plan)
	c.failure, c.raised = acctest.Errors(diagnostics), acctest.IDs(diagnostics)

	sent := c.disarm()
	if sent == 0 {
		t.Fatal("no request had the fault")
	}

	if c.write.single && !strings.HasPrefix(c.fault.name, "429") && sent != 1 {
		t.Errorf("a write that must not be repeated was sent %d times", sent)
	}
}

// wanted is the configuration to apply; nil destroys the resource.
func (c *faultCase) wanted() acctest.Values {
	if c.write.after == nil {
		return nil
	}

	return c.write.after(c.fixture)
}

// converge applies the configuration again, without the fault.
func (c *faultCase) converge(t *testing.T) {
	t.Helper()
	c.Proto = c.NextRun()

	if !c.state.Gone() {
		refreshed, diagnostics := c.Read(c.write.typeName, c.state)
		acctest.Equal(t, "errors of the refresh", acctest.Errors(diagnostics), "")

		c.state = refreshed
	}

	prior := &c.state
	if c.state.Gone() {
		prior = nil
	}

	if prior == nil && c.wanted() == nil {
		return
	}

	plan := c.Plan(c.write.typeName, prior, c.wanted())
	acctest.Equal(t, "errors of the next plan", acctest.Errors(plan.Diagnostics), "")

	state, diagnostics := c.Apply(c.write.typeName, plan)
	if text := acctest.Errors(diagnostics); text != "" {
		t.Fatalf("the next apply fails:\n%s", text)
	}

	c.state = state

	if c.wanted() == nil {
		c.checkDestroyed(t)

		return
	}

	c.checkConverged(t)
}

func (c *faultCase) runners(t *testing.T) int {
	t.Helper()

	runners, _, err := c.API.Runners.ListAllRunners(nil)
	if err != nil {
		t.Fatal(err)
	}

	return len(runners)
}
