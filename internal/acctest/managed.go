package acctest

import "testing"

// Managed is one resource of the protocol ring over several runs of Terraform:
// refresh, plan, apply.
type Managed struct {
	*GitLab
	*Proto

	State State

	t        *testing.T
	typeName string
}

// Manage returns a resource of this type that does not exist yet: [Proto.Create]
// makes its first State.
func (g *GitLab) Manage(t *testing.T, typeName string) *Managed {
	t.Helper()

	return &Managed{GitLab: g, Proto: g.Proto(t, nil), t: t, typeName: typeName}
}

// TypeName is the type of the resource.
func (m *Managed) TypeName() string { return m.typeName }

// Refresh starts another run with a refresh.
func (m *Managed) Refresh() {
	m.t.Helper()
	m.Proto = m.NextRun()

	state, diagnostics := m.Read(m.typeName, m.State)
	Equal(m.t, "errors of the refresh", Errors(diagnostics), "")

	m.State = state
}

// NextPlan refreshes and plans. It reports whether the token is replaced.
func (m *Managed) NextPlan(config Values) (Plan, bool) {
	m.t.Helper()
	m.Refresh()

	plan := m.Plan(m.typeName, &m.State, config)
	Equal(m.t, "errors of the plan", Errors(plan.Diagnostics), "")

	return plan, plan.Get(m.t, "token_version") == "unknown"
}

// ApplyPlan applies a plan as Terraform does: it plans once more from the same
// prior state, and both plans must be equal.
func (m *Managed) ApplyPlan(plan Plan, config Values) {
	m.t.Helper()

	again := m.Plan(m.typeName, &m.State, config)
	if !again.Value.Equal(plan.Value) {
		m.t.Errorf("the plan inside the apply is %v, want %v", again.Value, plan.Value)
	}

	state, diagnostics := m.Apply(m.typeName, again)
	Equal(m.t, "errors of the apply", Errors(diagnostics), "")

	m.State = state
}

// CheckEmptyPlan refreshes and plans, and expects no change.
func (m *Managed) CheckEmptyPlan(config Values) {
	m.t.Helper()

	if plan, _ := m.NextPlan(config); !plan.Value.Equal(m.State.Value) {
		m.t.Errorf("the next plan is not empty: %v, was %v", plan.Value, m.State.Value)
	}
}
