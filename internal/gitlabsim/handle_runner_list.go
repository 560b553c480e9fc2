package gitlabsim

// https://docs.gitlab.com/api/runners/#list-all-available-runners
// Source: lib/api/ci/runners.rb, app/policies/group_policy.rb.

// listOwnedRunners is the caller's own: neither instance runners, nor
// everything for administrators.
func listOwnedRunners(c *call) (reply, error) {
	f, pages := c.filter(true), c.pages()
	if err := c.err(); err != nil {
		return reply{}, err
	}

	if !f.statusOnly() {
		return reply{}, errScopeWord
	}

	u := c.principal.user

	return c.runnerPage(f, pages, func(r *runner) bool {
		if r.kind == groupType {
			return r.group.level(u) >= owner
		}

		return r.servesAny(func(p container) bool { return p.level(u) >= maintainer })
	})
}

func listAllRunners(c *call) (reply, error) {
	f, pages := c.filter(true), c.pages()
	if err := c.err(); err != nil {
		return reply{}, err
	}

	if !c.principal.readsAllRunners(c.release) {
		return reply{}, errForbidden
	}

	return c.runnerPage(f, pages, func(*runner) bool { return true })
}

// listProjectRunners adds the runners of the project's groups and of the
// instance, where the project has them enabled.
func listProjectRunners(c *call, p *project) (reply, error) {
	return c.runnersOf(p, true, func(r *runner) bool {
		switch r.kind {
		case instanceType:
			return p.instanceRunners
		case groupType:
			return p.groupRunners && p.within(r.group)
		default:
			return r.assignment(p) != nil
		}
	})
}

// listGroupRunners lists the runners of the group, its ancestors and the instance.
func listGroupRunners(c *call, g *group) (reply, error) {
	return c.runnersOf(g, false, func(r *runner) bool {
		switch r.kind {
		case instanceType:
			return g.allowsInstanceRunners()
		case groupType:
			return g.within(r.group)
		default:
			return false
		}
	})
}

// runnersOf is the list of a group or a project, for those that read its runners.
func (c *call) runnersOf(in container, withScope bool, listed func(*runner) bool) (reply, error) {
	if !c.principal.readsRunnersOf(in) && !c.principal.readsAllRunners(c.release) {
		return reply{}, errForbidden
	}

	f, pages := c.filter(withScope), c.pages()
	if err := c.err(); err != nil {
		return reply{}, err
	}

	return c.runnerPage(f, pages, listed)
}

// runnerPage is a page of the runners that are in the list and pass the
// filter, in ascending order of their ids.
func (c *call) runnerPage(f runnerFilter, pages pageParams, listed func(*runner) bool) (reply, error) {
	rows := f.apply(c.runners.where(listed), c.release.deadlines(c.now))

	return paged(c, pages, rows, c.runnerItem)
}
