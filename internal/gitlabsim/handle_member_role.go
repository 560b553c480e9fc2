package gitlabsim

// https://docs.gitlab.com/api/member_roles/ (Ultimate)
// Source: ee/lib/api/member_roles.rb.

func memberRoleRoutes() []route {
	return []route{
		{method: "GET", path: "member_roles", handle: listMemberRoles, access: administrator},
		{method: "POST", path: "member_roles", handle: createMemberRole, access: administrator},
	}
}

type memberRoleView struct {
	ID      int64  `json:"id"`
	GroupID *int64 `json:"group_id"`

	*memberRole
}

func (r *memberRole) view() memberRoleView { return memberRoleView{ID: r.id, memberRole: r} }

func listMemberRoles(c *call) (reply, error) {
	return ok(views(c.memberRoles.rows, (*memberRole).view))
}

func createMemberRole(c *call) (reply, error) {
	c.require("base_access_level")

	r := &memberRole{
		Name: c.short("name", maxName).or("Custom role"), Description: c.short("description", maxText).or(""),
		BaseLevel:    c.level("base_access_level"),
		AdminRunners: c.boolean("admin_runners").or(false), ReadRunners: c.boolean("read_runners").or(false),
	}

	if err := c.err(); err != nil {
		return reply{}, err
	}

	return created(c.memberRoles.add(r).view())
}
