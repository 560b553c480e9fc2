package gitlabsim

// https://docs.gitlab.com/api/runners/
// Source: lib/api/ci/runners.rb.

func runnerRoutes() []route {
	byID := []string{scopeManageRunner}
	reads := need{permitReadRunner, runnerBoundary}
	updates := need{permitUpdateRunner, runnerBoundary}

	return []route{
		{method: "GET", path: "runners", handle: listOwnedRunners, needs: need{permitReadRunner, userBoundary}},
		{method: "GET", path: "runners/all", handle: listAllRunners, needs: need{permitReadRunner, instanceBoundary}},
		{method: "GET", path: "runners/:id", handle: getRunner, scopes: byID, needs: reads},
		{method: "PUT", path: "runners/:id", handle: updateRunner, scopes: byID, needs: updates},
		{method: "DELETE", path: "runners/:id", handle: deleteRunner, scopes: byID, needs: need{permitDeleteRunner, runnerBoundary}},
		{method: "GET", path: "runners/:id/jobs", handle: listRunnerJobs, scopes: byID, needs: reads},
		{method: "GET", path: "runners/:id/managers", handle: listRunnerManagers, scopes: byID, needs: reads},
		{method: "GET", path: "runners/:id/projects", handle: listRunnerProjects, scopes: byID, needs: reads},
		{
			method: "POST", path: "runners/:id/reset_authentication_token",
			handle: resetTokenByID, scopes: byID, needs: updates,
		},
		{
			method: "POST", path: "user/runners",
			handle: createRunner, scopes: []string{scopeCreateRunner}, needs: need{permitCreateRunner, userBoundary},
		},
	}
}

// runner finds a runner by its id.
func (c *call) runner(id int64) (*runner, error) {
	if r := c.runners.get(id); r != nil {
		return r, nil
	}

	if c.release.has(namedNotFound) {
		return nil, errRunnerNotFound
	}

	return nil, errNotFound
}

// runnerFor finds the runner of the path, if the caller passes the rule.
func (c *call) runnerFor(allowed func(*runner) bool) (*runner, error) {
	id := c.id("id")
	if err := c.err(); err != nil {
		return nil, err
	}

	r, err := c.runner(id)
	if err != nil {
		return nil, err
	}

	if !allowed(r) {
		return nil, errForbiddenFor(reasonNoAccess)
	}

	return r, nil
}

func (c *call) mayRead(r *runner) bool   { return c.principal.readsRunner(c.state, r) }
func (c *call) mayUpdate(r *runner) bool { return c.principal.updatesRunner(r) }

func getRunner(c *call) (reply, error) {
	withProjects := true
	if c.release.has(putOmitsProjects) {
		withProjects = c.boolean("include_projects").or(true)
	}

	r, err := c.runnerFor(c.mayRead)
	if err != nil {
		return reply{}, err
	}

	return ok(c.runnerDetails(r, withProjects))
}

func updateRunner(c *call) (reply, error) {
	names := []string{
		"description", "active", "paused", "tag_list", "run_untagged", "locked", "access_level", "maximum_timeout",
	}
	if c.release.has(noteInDetails) {
		names = append(names, "maintenance_note")
	}

	sent := c.readSettings(names...)

	c.atLeastOne(names...)
	c.exclusive("active", "paused")

	r, err := c.runnerFor(c.mayUpdate)
	if err != nil {
		return reply{}, err
	}

	changed := sent.change(r.runnerSettings)

	if err := changed.check(r.runnerSettings, c.release).asFields(); err != nil {
		return reply{}, err
	}

	if sent.nullColumn() || !changed.storable() {
		return reply{}, errInternal
	}

	parsed := changed.tags
	changed.tags = storedTags(r.tags, parsed)
	r.runnerSettings = changed
	r.updatedAt = c.now

	// Unverified: projects after an update. The source does not ask for them.
	details := c.runnerDetails(r, !c.release.has(putOmitsProjects))
	details.TagList = parsed

	return ok(details)
}

func deleteRunner(c *call) (reply, error) {
	r, err := c.runnerFor(func(*runner) bool { return true })
	if err != nil {
		return reply{}, err
	}

	if !c.principal.admin && len(r.assignments) > 1 {
		return reply{}, errForbiddenFor(reasonManyProjects)
	}

	if !c.mayUpdate(r) {
		return reply{}, errForbiddenFor(reasonNoAccess)
	}

	if err := c.unmodified(r.updatedAt); err != nil {
		return reply{}, err
	}

	c.deleteRunner(r)

	return noContent()
}

// listRunnerProjects is newer than the rest.
func listRunnerProjects(c *call) (reply, error) {
	if !c.release.has(runnerProjects) {
		return reply{}, errNoRoute
	}

	pages := c.pages()

	r, err := c.runnerFor(c.mayRead)
	if err != nil {
		return reply{}, err
	}

	return paged(c, pages, c.visibleProjects(r), c.basicProject)
}
