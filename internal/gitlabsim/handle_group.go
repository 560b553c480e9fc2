package gitlabsim

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// https://docs.gitlab.com/api/groups/
// Source: lib/api/groups.rb, app/services/groups/create_service.rb.

func groupRoutes() []route {
	return []route{
		{method: "GET", path: "groups", handle: listGroups, access: visitor},
		{method: "POST", path: "groups", handle: createGroup},
		{method: "GET", path: "groups/:id", handle: with((*call).group, getGroup), access: visitor, needs: need{permitReadGroup, groupBoundary}},
		{method: "PUT", path: "groups/:id", handle: with((*call).owned, updateGroup)},
		{method: "GET", path: "groups/:id/projects", handle: with((*call).group, listGroupProjects), access: visitor},
		{method: "GET", path: "groups/:id/subgroups", handle: with((*call).group, listSubgroups), access: visitor},
		{method: "DELETE", path: "groups/:id", handle: with((*call).owned, deleteGroup)},
	}
}

// pathRule is GitLab's complaint about a path of a group, a project or a user.
const pathRule = "can contain only letters, digits, '_', '-' and '.'. " +
	"Cannot start with '-' or end in '.', '.git' or '.atom'."

var pathForm = regexp.MustCompile(`^[A-Za-z0-9_.][A-Za-z0-9_.-]*$`)

func validPath(path string) bool {
	return pathForm.MatchString(path) && len(path) <= 255 && !slices.ContainsFunc(
		[]string{".", ".git", ".atom"}, func(end string) bool { return strings.HasSuffix(path, end) })
}

func listGroups(c *call) (reply, error) {
	search, owned, top := c.text("search"), c.boolean("owned"), c.boolean("top_level_only")

	return c.groupPage(search, func(g *group) bool {
		return (!owned.value || c.principal.user != nil && g.level(c.principal.user) >= owner) && (!top.value || g.parent == nil)
	})
}

// listSubgroups lists the groups directly inside a group.
func listSubgroups(c *call, parent *group) (reply, error) {
	return c.groupPage(c.text("search"), func(g *group) bool { return g.parent == parent })
}

// groupPage is a page of the groups that fit and that the caller sees, by name.
func (c *call) groupPage(search param[string], fits func(*group) bool) (reply, error) {
	rows := c.groups.where(func(g *group) bool {
		return fits(g) && contains(g.name+" "+g.path, search) && c.principal.seesGroup(c.state, g)
	})
	slices.SortStableFunc(rows, func(a, b *group) int { return strings.Compare(a.name, b.name) })

	return listed(c, rows, c.fullGroup)
}

func getGroup(c *call, g *group) (reply, error) { return ok(c.fullGroup(g)) }

// listGroupProjects lists the projects directly inside a group, and further
// down if asked to.
func listGroupProjects(c *call, g *group) (reply, error) {
	search, all := c.text("search"), c.boolean("include_subgroups")

	return c.projectPage(search, func(p *project) bool { return p.group == g || all.value && p.within(g) })
}

// owned is the group of the path, for its owners.
func (c *call) owned() (*group, error) {
	g, err := c.group()
	if err != nil {
		return nil, err
	}

	if c.principal.level(g) < owner {
		return nil, errForbidden
	}

	return g, nil
}

func createGroup(c *call) (reply, error) {
	c.require("name", "path")
	parentID := c.integer("parent_id")
	g := &group{
		visibility: private, sharedRunners: sharedRunnersOn, registrationToken: newRegistrationToken(),
		createdAt: c.now, members: members{},
	}
	c.readGroup(g)

	if err := c.err(); err != nil {
		return reply{}, err
	}

	if parentID.given() {
		g.parent = c.groups.get(parentID.value)

		switch {
		case g.parent == nil || !c.principal.seesGroup(c.state, g.parent):
			return reply{}, errGroupNotFound
		case c.principal.level(g.parent) < maintainer:
			return reply{}, errForbidden
		}
	}

	if err := c.checkGroup(g); err != nil {
		return reply{}, err
	}

	g.members[c.principal.user.id] = &member{
		user: c.principal.user, level: owner, createdAt: c.now, createdBy: c.principal.user,
	}

	return created(c.fullGroup(c.groups.add(g)))
}

func updateGroup(c *call, g *group) (reply, error) {
	if err := change(c, g, c.readGroup, c.checkGroup); err != nil {
		return reply{}, err
	}

	return ok(c.fullGroup(g))
}

func deleteGroup(c *call, g *group) (reply, error) {
	c.deleteGroup(g)

	return accepted()
}

// readGroup sets what was sent.
func (c *call) readGroup(g *group) {
	g.name = c.short("name", maxName).or(g.name)
	g.path = c.text("path").or(g.path)
	g.description = c.short("description", maxText).or(g.description)
	g.visibility = c.visibility(g.visibility)
	g.sharedRunners = c.word("shared_runners_setting",
		sharedRunnersOn, sharedRunnersMay, sharedRunnersOff, "disabled_with_override").or(g.sharedRunners)
}

func (c *call) visibility(old visibility) visibility {
	return visibility(c.word("visibility", string(private), string(internal), string(public)).or(string(old)))
}

// checkGroup is model validation; GitLab prints its errors as Ruby does.
func (c *call) checkGroup(g *group) error {
	var failures []string

	if g.name == "" {
		failures = append(failures, `:name=>["can't be blank"]`)
	}

	switch {
	case !validPath(g.path):
		failures = append(failures, `:path=>["`+pathRule+`"]`)
	case c.pathTaken(g.fullPath(), c.groups.get(g.id)):
		failures = append(failures, `:path=>["has already been taken"]`)
	}

	if g.parent != nil && g.visibility.wider(g.parent.visibility) {
		failures = append(failures, fmt.Sprintf(`:visibility_level=>["%s is not allowed since the parent group has a %s visibility."]`,
			g.visibility, g.parent.visibility))
	}

	if len(failures) == 0 {
		return nil
	}

	return refuse(400, "Failed to save group {"+strings.Join(failures, ", ")+"}")
}
