package gitlabsim

// https://docs.gitlab.com/api/runners/#list-all-managers-of-a-runner
// Source: lib/api/ci/runners.rb, lib/api/entities/ci/runner_manager.rb.

type managerView struct {
	ID       int64  `json:"id"`
	SystemID string `json:"system_id"`

	machine

	CreatedAt          timestamp        `json:"created_at"`
	ContactedAt        *timestamp       `json:"contacted_at"`
	IPAddress          *string          `json:"ip_address"`
	Status             string           `json:"status"`
	JobExecutionStatus optional[string] `json:"job_execution_status,omitzero"`
}

// listRunnerManagers has no pages.
func listRunnerManagers(c *call) (reply, error) {
	r, err := c.runnerFor(c.mayRead)
	if err != nil {
		return reply{}, err
	}

	return ok(views(r.managers, func(m *manager) managerView { return c.managerView(r, m) }))
}

func (c *call) managerView(r *runner, m *manager) managerView {
	view := managerView{
		ID: m.id, SystemID: m.systemID, machine: m.machine, IPAddress: m.ipAddress,
		CreatedAt: timestamp{m.createdAt}, ContactedAt: stamp(m.contactedAt),
		Status: m.status(c.release.deadlines(c.now), false),
	}

	if c.release.has(executionStatus) {
		view.JobExecutionStatus = present(c.executionStatus(r, m.systemID))
	}

	return view
}
