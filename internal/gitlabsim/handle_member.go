package gitlabsim

// https://docs.gitlab.com/api/members/
// Source: lib/api/members.rb.

func memberRoutes() []route {
	var all []route

	for kind, find := range map[string]findMembership{"groups": groupMembership, "projects": projectMembership} {
		all = append(all,
			route{method: "GET", path: kind + "/:id/members", handle: listMembers(find)},
			route{method: "GET", path: kind + "/:id/members/all", handle: listAllMembers(find)},
			route{method: "GET", path: kind + "/:id/members/all/:user_id", handle: getAnyMember(find)},
			route{method: "POST", path: kind + "/:id/members", handle: addMember(find)},
			route{method: "GET", path: kind + "/:id/members/:user_id", handle: getMember(find)},
			route{method: "PUT", path: kind + "/:id/members/:user_id", handle: updateMember(find)},
			route{method: "DELETE", path: kind + "/:id/members/:user_id", handle: deleteMember(find)},
		)
	}

	return all
}

// membership is a group or a project with its members.
type membership struct {
	members members   // its own
	all     []members // its own and its ancestors'
	manages bool      // whether the caller may change members
}

type findMembership func(*call) (membership, error)

func groupMembership(c *call) (membership, error) {
	g, err := c.group()
	if err != nil {
		return membership{}, err
	}

	return membership{g.members, ancestry(g, nil), c.principal.groupLevel(g) >= owner}, nil
}

func projectMembership(c *call) (membership, error) {
	p, err := c.project()
	if err != nil {
		return membership{}, err
	}

	return membership{p.members, ancestry(p.group, p.members), c.principal.projectLevel(p) >= maintainer}, nil
}

func ancestry(g *group, own members) []members {
	all := []members{}
	if own != nil {
		all = append(all, own)
	}

	for _, each := range g.lineage() {
		all = append(all, each.members)
	}

	return all
}

func listMembers(find findMembership) handler {
	return func(c *call) (reply, error) {
		at, err := find(c)
		if err != nil {
			return reply{}, err
		}

		pages := c.pages()
		if err := c.err(); err != nil {
			return reply{}, err
		}

		return paged(c, pages, at.members.sorted(), c.memberView)
	}
}

// listAllMembers adds inherited members; of each the highest level counts.
func listAllMembers(find findMembership) handler {
	return func(c *call) (reply, error) {
		at, err := find(c)
		if err != nil {
			return reply{}, err
		}

		pages := c.pages()
		if err := c.err(); err != nil {
			return reply{}, err
		}

		return paged(c, pages, at.highest().sorted(), c.memberView)
	}
}

// highest are own and inherited members, each with the highest level.
func (at membership) highest() members {
	highest := members{}

	for _, each := range at.all {
		for id, m := range each {
			if highest[id] == nil || highest[id].level < m.level {
				highest[id] = m
			}
		}
	}

	return highest
}

// getAnyMember finds an inherited member as well.
func getAnyMember(find findMembership) handler {
	return func(c *call) (reply, error) {
		at, err := find(c)
		if err != nil {
			return reply{}, err
		}

		id := c.id("user_id")
		if err := c.err(); err != nil {
			return reply{}, err
		}

		m := at.highest()[id]
		if m == nil {
			return reply{}, errMemberNotFound
		}

		return ok(c.memberView(m))
	}
}

func getMember(find findMembership) handler {
	return func(c *call) (reply, error) {
		_, m, err := c.memberOf(find, false)
		if err != nil {
			return reply{}, err
		}

		return ok(c.memberView(m))
	}
}

func addMember(find findMembership) handler {
	return func(c *call) (reply, error) {
		at, err := find(c)
		if err != nil {
			return reply{}, err
		}

		if !at.manages {
			return reply{}, errForbidden
		}

		c.require("user_id", "access_level")
		userID, level, role := c.integer("user_id"), c.level("access_level"), c.memberRole()

		if err := c.err(); err != nil {
			return reply{}, err
		}

		u := c.users.get(userID.value)

		switch {
		case u == nil:
			return reply{}, errUserNotFound
		case at.members[u.id] != nil:
			return reply{}, errMemberExists
		}

		at.members[u.id] = &member{user: u, level: level, role: role, createdAt: c.now, createdBy: c.principal.user}

		return created(c.memberView(at.members[u.id]))
	}
}

func updateMember(find findMembership) handler {
	return func(c *call) (reply, error) {
		c.require("access_level")
		level, role := c.level("access_level"), c.memberRole()

		_, m, err := c.memberOf(find, true)
		if err != nil {
			return reply{}, err
		}

		m.level, m.role = level, role

		return ok(c.memberView(m))
	}
}

func deleteMember(find findMembership) handler {
	return func(c *call) (reply, error) {
		at, m, err := c.memberOf(find, true)
		if err != nil {
			return reply{}, err
		}

		delete(at.members, m.user.id)

		return noContent()
	}
}

// memberOf is the member of the path, for callers that see or manage it.
func (c *call) memberOf(find findMembership, manage bool) (membership, *member, error) {
	at, err := find(c)
	if err != nil {
		return membership{}, nil, err
	}

	id := c.id("user_id")
	if err := c.err(); err != nil {
		return membership{}, nil, err
	}

	switch m := at.members[id]; {
	case m == nil:
		return membership{}, nil, errMemberNotFound
	case manage && !at.manages && m.user != c.principal.user:
		return membership{}, nil, errForbidden
	default:
		return at, m, nil
	}
}

// level is an access level. A Security Manager is newer than the others.
func (c *call) level(name string) int {
	level := c.integer(name)

	switch level.value {
	case 5, 10, 15, reporter, developer, maintainer, owner:
	case securityManager:
		if !c.release.has(securityManagers) {
			c.complain(name + " does not have a valid value")
		}
	default:
		c.complain(name + " does not have a valid value")
	}

	return int(level.value)
}

// memberRole is the custom role of a request, nil without one.
func (c *call) memberRole() *memberRole {
	id := c.integer("member_role_id")
	if !id.given() {
		return nil
	}

	r := c.memberRoles.get(id.value)
	if r == nil {
		c.complain("member_role_id is invalid")
	}

	return r
}
