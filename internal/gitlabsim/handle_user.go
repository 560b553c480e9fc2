package gitlabsim

import (
	"slices"
	"strings"
)

// https://docs.gitlab.com/api/users/
// Source: lib/api/users.rb.

func userRoutes() []route {
	reads := []string{scopeReadUser}

	return []route{
		{method: "GET", path: "user", handle: getSelf, scopes: reads, needs: need{permitReadUser, userBoundary}},
		{method: "GET", path: "users", handle: listUsers, scopes: reads},
		{method: "POST", path: "users", handle: createUser, access: administrator},
		{method: "GET", path: "users/:id", handle: with((*call).user, getUser), scopes: reads},
		{method: "PUT", path: "users/:id", handle: with((*call).user, updateUser), access: administrator},
		{method: "DELETE", path: "users/:id", handle: with((*call).user, deleteUser), access: administrator},
	}
}

func getSelf(c *call) (reply, error) { return ok(c.fullUser(c.principal.user)) }

func listUsers(c *call) (reply, error) {
	username, search := c.text("username"), c.text("search")
	rows := c.users.where(func(u *user) bool {
		return (!username.given() || strings.EqualFold(u.username, username.value)) &&
			contains(u.username+" "+u.name+" "+u.email, search)
	})
	slices.Reverse(rows)

	return listed(c, rows, c.fullUser)
}

// contains is GitLab's search without regard to case.
func contains(text string, search param[string]) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(search.value))
}

// user is the user of the path.
func (c *call) user() (*user, error) {
	id := c.id("id")
	if err := c.err(); err != nil {
		return nil, err
	}

	if u := c.users.get(id); u != nil {
		return u, nil
	}

	return nil, errUserNotFound
}

func getUser(c *call, u *user) (reply, error) { return ok(c.fullUser(u)) }

func createUser(c *call) (reply, error) {
	c.require("email", "name", "username")
	c.atLeastOne("password", "reset_password", "force_random_password")

	u := newUser("", "", "", c.now)
	c.readUser(u)

	if err := c.err(); err != nil {
		return reply{}, err
	}

	if err := c.checkUser(u); err != nil {
		return reply{}, err
	}

	return created(c.fullUser(c.users.add(u)))
}

func updateUser(c *call, u *user) (reply, error) {
	if err := change(c, u, c.readUser, c.checkUser); err != nil {
		return reply{}, err
	}

	return ok(c.fullUser(u))
}

// readUser sets what was sent.
func (c *call) readUser(u *user) {
	u.email = c.short("email", maxName).or(u.email)
	u.name = c.short("name", maxName).or(u.name)
	u.username = c.text("username").or(u.username)
	u.note = c.short("note", maxText).or(u.note)
	u.admin = c.boolean("admin").or(u.admin)
	u.auditor = c.boolean("auditor").or(u.auditor)
	u.external = c.boolean("external").or(u.external)
	u.canCreateGroup = c.boolean("can_create_group").or(u.canCreateGroup)
	c.readProfile(&u.profile)
	u.projectsLimit = c.integer("projects_limit").or(u.projectsLimit)
}

func (c *call) readProfile(p *profile) {
	for name, field := range map[string]*string{
		"public_email": &p.publicEmail, "bio": &p.bio, "location": &p.location, "skype": &p.skype,
		"linkedin": &p.linkedin, "twitter": &p.twitter, "discord": &p.discord, "website_url": &p.websiteURL,
		"github": &p.github, "job_title": &p.jobTitle, "pronouns": &p.pronouns, "organization": &p.organization,
	} {
		*field = c.short(name, maxName).or(*field)
	}
}

// checkUser refuses an address or a name that is taken.
func (c *call) checkUser(u *user) error {
	self := c.users.get(u.id)

	switch {
	case !validPath(u.username):
		return errFields(map[string][]string{"username": {pathRule}})
	case c.users.first(func(other *user) bool { return other != self && strings.EqualFold(other.email, u.email) }) != nil:
		return errConflict("Email has already been taken")
	case c.pathTaken(u.username, self):
		return errConflict("Username has already been taken")
	default:
		return nil
	}
}

func deleteUser(c *call, u *user) (reply, error) {
	c.deleteUser(u)

	return noContent()
}
