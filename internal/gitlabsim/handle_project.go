package gitlabsim

import (
	"fmt"
	"slices"
	"strings"
)

// https://docs.gitlab.com/api/projects/
// Source: lib/api/projects.rb, app/services/projects/create_service.rb.

func projectRoutes() []route {
	return []route{
		{method: "GET", path: "projects", handle: listProjects, access: visitor},
		{method: "POST", path: "projects", handle: createProject},
		{method: "GET", path: "projects/:id", handle: with((*call).project, getProject), access: visitor, needs: need{permitReadProject, projectBoundary}},
		{method: "PUT", path: "projects/:id", handle: with((*call).project, updateProject)},
		{method: "DELETE", path: "projects/:id", handle: with((*call).project, deleteProject)},
	}
}

func listProjects(c *call) (reply, error) {
	search, owned, membership := c.text("search"), c.boolean("owned"), c.boolean("membership")
	own := noAccess

	if owned.value {
		own = owner
	} else if membership.value {
		own = noAccess + 1
	}

	return c.projectPage(search, func(p *project) bool {
		return own == noAccess || c.principal.user != nil && p.level(c.principal.user) >= own
	})
}

// projectPage is a page of the projects that fit and that the caller sees, the newest first.
func (c *call) projectPage(search param[string], fits func(*project) bool) (reply, error) {
	rows := c.projects.where(func(p *project) bool {
		return fits(p) && contains(p.name+" "+p.path, search) && c.principal.seesProject(p)
	})
	slices.Reverse(rows)

	return listed(c, rows, c.fullProject)
}

func getProject(c *call, p *project) (reply, error) { return ok(c.fullProject(p)) }

func createProject(c *call) (reply, error) {
	c.atLeastOne("name", "path")
	namespaceID := c.integer("namespace_id")
	u := c.principal.user
	p := &project{
		creator: u, visibility: private, registrationToken: newRegistrationToken(), createdAt: c.now,
		members: members{}, instanceRunners: true, groupRunners: true,
	}

	// Without a name the path is the name, and the other way round.
	p.name = c.text("path").or("")
	p.path = strings.ToLower(strings.ReplaceAll(c.text("name").or(""), " ", "-"))
	c.readProject(p)

	if err := c.err(); err != nil {
		return reply{}, err
	}

	if err := c.setNamespace(p, namespaceID.or(userNamespaces+u.id)); err != nil {
		return reply{}, err
	}

	if err := c.checkProject(p); err != nil {
		return reply{}, err
	}

	return created(c.fullProject(c.projects.add(p)))
}

// setNamespace puts a new project into a group or the namespace of a user.
func (c *call) setNamespace(p *project, namespaceID int64) error {
	notValid := errFields(map[string][]string{"namespace": {"is not valid"}})

	if namespaceID > userNamespaces {
		p.owner = c.users.get(namespaceID - userNamespaces)
		if p.owner == nil || p.owner != c.principal.user && !c.principal.admin {
			return notValid
		}

		return nil
	}

	p.group = c.groups.get(namespaceID)
	if p.group == nil || c.principal.level(p.group) < developer {
		return notValid
	}

	if !p.group.allowsInstanceRunners() && !c.has("shared_runners_enabled") {
		p.instanceRunners = false
	}

	return nil
}

func updateProject(c *call, p *project) (reply, error) {
	if c.principal.level(p) < maintainer {
		return reply{}, errForbidden
	}

	if err := change(c, p, c.readProject, c.checkProject); err != nil {
		return reply{}, err
	}

	return ok(c.fullProject(p))
}

func deleteProject(c *call, p *project) (reply, error) {
	if c.principal.level(p) < owner {
		return reply{}, errForbidden
	}

	c.deleteProject(p)

	return accepted()
}

// readProject sets what was sent.
func (c *call) readProject(p *project) {
	p.name = c.short("name", maxName).or(p.name)
	p.path = c.text("path").or(p.path)
	p.description = c.short("description", maxText).or(p.description)
	p.visibility = c.visibility(p.visibility)
	p.instanceRunners = c.boolean("shared_runners_enabled").or(p.instanceRunners)
	p.groupRunners = c.boolean("group_runners_enabled").or(p.groupRunners)
}

func (c *call) checkProject(p *project) error {
	failures := map[string][]string{}

	if p.name == "" {
		failures["name"] = []string{"can't be blank"}
	}

	switch {
	case !validPath(p.path):
		failures["path"] = []string{pathRule}
	case c.pathTaken(p.fullPath(), c.projects.get(p.id)):
		failures["path"] = []string{"has already been taken"}
		failures["name"] = []string{"has already been taken"}
		failures["project_namespace.name"] = []string{"has already been taken"}
	}

	if p.group != nil && p.visibility.wider(p.group.visibility) {
		failures["visibility_level"] = []string{
			fmt.Sprintf("%s is not allowed in a %s group.", p.visibility, p.group.visibility),
		}
	}

	if p.group != nil && p.group.sharedRunners == sharedRunnersOff && p.instanceRunners {
		failures["shared_runners_enabled"] = []string{
			"cannot be enabled because parent group does not allow it",
		}
	}

	if len(failures) == 0 {
		return nil
	}

	return errFields(failures)
}
