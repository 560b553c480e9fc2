package acctest

import "testing"

// Managed is one resource of the protocol ring as Terraform goes on with it, run
// after run: refresh, plan, apply.
type Managed struct {
	*GitLab
	*Proto

	State State

	t        *testing.T
	typeName string
}

// Manage returns a resource of this type that is not made yet: [Proto.Create]
// makes its first State.
func (g *GitLab) Manage(t *testing.T, typeName string) *Managed {
	t.Helper()

	return &Managed{GitLab: g, Proto: g.Proto(t, nil), t: t, typeName: typeName}
}

// Refresh begins another run.
func (m *Managed) Refresh() {
	m.t.Helper()
	m.Proto = m.NextRun()

	state, diagnostics := m.Read(m.typeName, m.State)
	Equal(m.t, "errors of the refresh", Errors(diagnostics), "")

	m.State = state
}

// NextPlan refreshes and plans. It reports whether the token is to be replaced.
func (m *Managed) NextPlan(config Values) (Plan, bool) {
	m.t.Helper()
	m.Refresh()

	plan := m.Plan(m.typeName, &m.State, config)
	Equal(m.t, "errors of the plan", Errors(plan.Diagnostics), "")

	return plan, plan.Get(m.t, "token_version") == "unknown"
}

// ApplyPlan does what Terraform does with a plan: it plans once more, from the
// same prior state, and that has to come out the same.
func (m *Managed) ApplyPlan(plan Plan, config Values) {
	m.t.Helper()

	again := m.Plan(m.typeName, &m.State, config)
	if !again.Value.Equal(plan.Value) {
		m.t.Errorf("the plan inside the apply is another: %v, was %v", again.Value, plan.Value)
	}

	state, diagnostics := m.Apply(m.typeName, again)
	Equal(m.t, "errors of the apply", Errors(diagnostics), "")

	m.State = state
}

// Settled plans again and expects nothing to do.
func (m *Managed) Settled(config Values) {
	m.t.Helper()

	if plan, _ := m.NextPlan(config); !plan.Value.Equal(m.State.Value) {
		m.t.Errorf("the next plan is not empty: %v, was %v", plan.Value, m.State.Value)
	}
}
