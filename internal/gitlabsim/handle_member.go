package gitlabsim

import "slices"

// https://docs.gitlab.com/api/members/
// Source: lib/api/members.rb.

func memberRoutes() []route {
	var all []route

	for kind, find := range map[string]func(*call) (container, error){
		"groups":   func(c *call) (container, error) { return c.group() },
		"projects": func(c *call) (container, error) { return c.project() },
	} {
		all = append(all,
			route{method: "GET", path: kind + "/:id/members", handle: with(find, listMembers)},
			route{method: "GET", path: kind + "/:id/members/all", handle: with(find, listAllMembers)},
			route{method: "GET", path: kind + "/:id/members/all/:user_id", handle: with(find, getAnyMember)},
			route{method: "POST", path: kind + "/:id/members", handle: with(find, addMember)},
			route{method: "GET", path: kind + "/:id/members/:user_id", handle: with(find, getMember)},
			route{method: "PUT", path: kind + "/:id/members/:user_id", handle: with(find, updateMember)},
			route{method: "DELETE", path: kind + "/:id/members/:user_id", handle: with(find, deleteMember)},
		)
	}

	return all
}

func listMembers(c *call, in container) (reply, error) {
	return listed(c, in.memberships().own().sorted(), c.memberView)
}

// listAllMembers adds inherited members; of each the highest level counts.
func listAllMembers(c *call, in container) (reply, error) {
	return listed(c, in.memberships().highest().sorted(), c.memberView)
}

func getMember(c *call, in container) (reply, error) {
	return c.showMember(in.memberships().own())
}

// getAnyMember finds an inherited member as well.
func getAnyMember(c *call, in container) (reply, error) {
	return c.showMember(in.memberships().highest())
}

func (c *call) showMember(of members) (reply, error) {
	m, err := c.member(of)
	if err != nil {
		return reply{}, err
	}

	return ok(c.memberView(m))
}

func addMember(c *call, in container) (reply, error) {
	if !c.principal.manages(in) {
		return reply{}, errForbidden
	}

	c.require("user_id", "access_level")
	userID, level, role := c.integer("user_id"), c.level("access_level"), c.memberRole()

	if err := c.err(); err != nil {
		return reply{}, err
	}

	u, own := c.users.get(userID.value), in.memberships().own()

	switch {
	case u == nil:
		return reply{}, errUserNotFound
	case own[u.id] != nil:
		return reply{}, errMemberExists
	}

	own[u.id] = &member{user: u, level: level, role: role, createdAt: c.now, createdBy: c.principal.user}

	return created(c.memberView(own[u.id]))
}

func updateMember(c *call, in container) (reply, error) {
	c.require("access_level")
	level, role := c.level("access_level"), c.memberRole()

	m, err := c.managedMember(in)
	if err != nil {
		return reply{}, err
	}

	m.level, m.role = level, role

	return ok(c.memberView(m))
}

func deleteMember(c *call, in container) (reply, error) {
	m, err := c.managedMember(in)
	if err != nil {
		return reply{}, err
	}

	delete(in.memberships().own(), m.user.id)

	return noContent()
}

// member is the member of the path.
func (c *call) member(of members) (*member, error) {
	id := c.id("user_id")
	if err := c.err(); err != nil {
		return nil, err
	}

	if m := of[id]; m != nil {
		return m, nil
	}

	return nil, errMemberNotFound
}

// managedMember is the member of the path, for those that manage it and for itself.
func (c *call) managedMember(in container) (*member, error) {
	m, err := c.member(in.memberships().own())
	if err == nil && m.user != c.principal.user && !c.principal.manages(in) {
		return nil, errForbidden
	}

	return m, err
}

// level is an access level. A Security Manager is newer than the others.
func (c *call) level(name string) int {
	level := int(c.integer(name).value)

	if !slices.Contains([]int{5, 10, 15, reporter, securityManager, developer, maintainer, owner}, level) ||
		level == securityManager && !c.release.has(securityManagers) {
		c.complain(name + " does not have a valid value")
	}

	return level
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
