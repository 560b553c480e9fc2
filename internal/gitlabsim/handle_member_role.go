package gitlabsim

// https://docs.gitlab.com/api/member_roles/ (Ultimate)
// Source: ee/lib/api/member_roles.rb.

func memberRoleRoutes() []route {
	return []route{
		{method: "GET", path: "member_roles", handle: listMemberRoles},
		{method: "POST", path: "member_roles", handle: createMemberRole},
	}
}

// memberRoleView has of the permissions those that runners depend on.
type memberRoleView struct {
	ID              int64  `json:"id"`
	GroupID         *int64 `json:"group_id"`
	Name            string `json:"name"`
	Description     string `json:"description"`
	BaseAccessLevel int    `json:"base_access_level"`
	AdminRunners    bool   `json:"admin_runners"`
	ReadRunners     bool   `json:"read_runners"`
}

func (r *memberRole) view() memberRoleView {
	return memberRoleView{
		ID: r.id, Name: r.name, Description: r.description, BaseAccessLevel: r.baseLevel,
		AdminRunners: r.adminRunners, ReadRunners: r.readRunners,
	}
}

func listMemberRoles(c *call) (reply, error) {
	if err := c.mustBeAdmin(); err != nil {
		return reply{}, err
	}

	views := make([]memberRoleView, len(c.memberRoles.rows))
	for i, r := range c.memberRoles.rows {
		views[i] = r.view()
	}

	return ok(views)
}

func createMemberRole(c *call) (reply, error) {
	if err := c.mustBeAdmin(); err != nil {
		return reply{}, err
	}

	c.require("base_access_level")

	r := &memberRole{
		name: c.short("name", maxName).or("Custom role"), description: c.short("description", maxText).or(""),
		baseLevel:    c.level("base_access_level"),
		adminRunners: c.boolean("admin_runners").or(false), readRunners: c.boolean("read_runners").or(false),
	}

	if err := c.err(); err != nil {
		return reply{}, err
	}

	return created(c.memberRoles.add(r).view())
}
