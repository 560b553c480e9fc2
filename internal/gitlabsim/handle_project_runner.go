package gitlabsim

// https://docs.gitlab.com/api/runners/#assign-a-runner-to-a-project
// Source: lib/api/ci/runners.rb, app/services/ci/runners/assign_runner_service.rb,
// unassign_runner_service.rb.

func projectRunnerRoutes() []route {
	return []route{
		{
			method: "GET", path: "projects/:id/runners",
			handle: with((*call).project, listProjectRunners), needs: need{permitReadRunner, projectBoundary},
		},
		{
			method: "POST", path: "projects/:id/runners",
			handle: with((*call).projectOfRunners, assignRunner), needs: need{permitAssignRunner, projectBoundary},
		},
		{
			method: "DELETE", path: "projects/:id/runners/:runner_id",
			handle: with((*call).projectOfRunners, unassignRunner), needs: need{permitUnassignRunner, projectBoundary},
		},
		{
			method: "GET", path: "groups/:id/runners",
			handle: with((*call).group, listGroupRunners), needs: need{permitReadRunner, groupBoundary},
		},
	}
}

// projectOfRunners is the project of the path, if the caller administers its runners.
func (c *call) projectOfRunners() (*project, error) {
	p, err := c.project()
	if err != nil {
		return nil, err
	}

	if !c.principal.adminsRunnersOf(p) {
		return nil, errForbidden
	}

	return p, nil
}

func assignRunner(c *call, p *project) (reply, error) {
	c.require("runner_id")
	id := c.integer("runner_id")

	if err := c.err(); err != nil {
		return reply{}, err
	}

	r, err := c.runner(id.value)
	if err != nil {
		return reply{}, err
	}

	if err := c.mayAssign(r); err != nil {
		return reply{}, err
	}

	if err := c.assign(r, p); err != nil {
		return reply{}, err
	}

	return created(c.runnerItem(r))
}

func (c *call) mayAssign(r *runner) error {
	switch {
	case r.kind == groupType:
		return errForbiddenFor(reasonGroupRunner)
	case c.principal.admin && r.kind == instanceType:
		// Unverified: instance runner assigned. The model raises an error that
		// nothing turns into an answer of its own.
		return errInternal
	case c.principal.admin:
		return nil
	case r.locked:
		return errForbiddenFor(reasonLocked)
	case !c.principal.updatesRunner(r):
		return errForbiddenFor(reasonNoAccess)
	default:
		return nil
	}
}

// assign adds a project, unless it is there or at its limit. Older releases
// answer the first case with an object, field by field.
// Unverified: orphans assigned. The refusal was seen in 19.x.
func (c *call) assign(r *runner, p *project) error {
	const failed = "Assign to Validation failed: "

	switch {
	case r.orphaned():
		return errAssign("Assign to Taking over an orphaned project runner is not allowed", "runner_error")
	case r.assignment(p) != nil && c.release.has(newAssignText):
		return errAssign(failed+"Runner projects runner has already been taken", "runner_error")
	case r.assignment(p) != nil:
		return errFields(map[string][]string{
			"runner_projects.runner_id": {"has already been taken"},
			"assign_to":                 {"Validation failed: Runner projects runner has already been taken"},
		})
	case c.projectLimitReached(p, c.now) && c.release.has(newAssignText):
		return errAssign(failed+"Runner projects base "+c.projectLimitText(), "runner_error")
	case c.projectLimitReached(p, c.now):
		// Unverified: former plan limit. Built like the case before.
		return errFields(map[string][]string{
			"runner_projects.base": {c.projectLimitText()},
			"assign_to":            {"Validation failed: Runner projects base " + c.projectLimitText()},
		})
	}

	r.assignments = append(r.assignments, &assignment{project: p, madeAt: c.now})

	return nil
}

func unassignRunner(c *call, p *project) (reply, error) {
	id := c.id("runner_id")
	if err := c.err(); err != nil {
		return reply{}, err
	}

	r := c.runners.get(id)
	if r == nil || r.assignment(p) == nil {
		return reply{}, errRunnerNotFound // in every release
	}

	if err := c.mayUnassign(r, p); err != nil {
		return reply{}, err
	}

	if err := c.unmodified(r.assignment(p).madeAt); err != nil {
		return reply{}, err
	}

	r.unassign(p)

	return noContent()
}

// mayUnassign has three forms. The first refuses only the last project;
// the second refuses the owner project, and locked runners to all but
// administrators; the third does so in other words.
// Unverified: locked owner project. The lock is checked first.
func (c *call) mayUnassign(r *runner, p *project) error {
	admin := c.principal.admin

	switch {
	case !c.release.has(ownerRule):
		if len(r.assignments) == 1 {
			return errForbiddenFor(reasonLastProject)
		}
	case r.locked && !admin && c.release.has(lockedRule):
		return errForbiddenFor(reasonLocked)
	case r.locked && !admin:
		return errForbiddenFor(reasonNotAssigner)
	case r.ownedBy(p) && !admin && c.release.has(lockedRule):
		return errForbiddenFor(reasonNoAccess)
	case r.ownedBy(p):
		return errForbiddenFor(reasonOwnerProject)
	}

	return nil
}
