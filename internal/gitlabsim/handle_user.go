package gitlabsim

import (
	"slices"
	"strings"
	"time"
)

// https://docs.gitlab.com/api/users/ and
// https://docs.gitlab.com/api/personal_access_tokens/
// Source: lib/api/users.rb, lib/api/personal_access_tokens/self_information.rb.

func userRoutes() []route {
	reads := []string{scopeReadUser}

	return []route{
		{method: "GET", path: "user", handle: getSelf, scopes: reads},
		{method: "GET", path: "users", handle: listUsers, scopes: reads},
		{method: "POST", path: "users", handle: createUser},
		{method: "GET", path: "users/:id", handle: getUser, scopes: reads},
		{method: "DELETE", path: "users/:id", handle: deleteUser},
		{method: "POST", path: "users/:id/personal_access_tokens", handle: createToken},
		{method: "GET", path: "personal_access_tokens/self", handle: getOwnToken, scopes: []string{anyScope}},
		{method: "DELETE", path: "personal_access_tokens/self", handle: revokeOwnToken, scopes: []string{anyScope}},
		{method: "DELETE", path: "personal_access_tokens/:id", handle: revokeToken},
	}
}

func getSelf(c *call) (reply, error) { return ok(c.fullUser(c.principal.user)) }

func listUsers(c *call) (reply, error) {
	username, search, pages := c.text("username"), c.text("search"), c.pages()
	if err := c.err(); err != nil {
		return reply{}, err
	}

	rows := c.users.where(func(u *user) bool {
		return (!username.given() || strings.EqualFold(u.username, username.value)) &&
			contains(u.username+" "+u.name+" "+u.email, search)
	})
	slices.Reverse(rows)

	return paged(c, pages, rows, c.fullUser)
}

// contains is GitLab's search without regard to case.
func contains(text string, search param[string]) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(search.value))
}

// userOf is the user of the path.
func (c *call) userOf() (*user, error) {
	id := c.id("id")
	if err := c.err(); err != nil {
		return nil, err
	}

	if u := c.users.get(id); u != nil {
		return u, nil
	}

	return nil, errUserNotFound
}

func getUser(c *call) (reply, error) {
	u, err := c.userOf()
	if err != nil {
		return reply{}, err
	}

	return ok(c.fullUser(u))
}

func createUser(c *call) (reply, error) {
	if err := c.mustBeAdmin(); err != nil {
		return reply{}, err
	}

	c.require("email", "name", "username")
	c.atLeastOne("password", "reset_password", "force_random_password")

	u := &user{
		email: c.short("email", maxName).value, name: c.short("name", maxName).value, username: c.text("username").value,
		admin: c.boolean("admin").value, auditor: c.boolean("auditor").value, createdAt: c.now,
	}

	if err := c.err(); err != nil {
		return reply{}, err
	}

	if !validPath(u.username) {
		return reply{}, errFields(map[string][]string{"username": {pathRule}})
	}

	if _, err := c.addUser(u); err != nil {
		return reply{}, err
	}

	return created(c.fullUser(u))
}

func deleteUser(c *call) (reply, error) {
	if err := c.mustBeAdmin(); err != nil {
		return reply{}, err
	}

	u, err := c.userOf()
	if err != nil {
		return reply{}, err
	}

	c.deleteUser(u)

	return noContent()
}

// tokenLife is how long a token lives whose expiry was not given.
const tokenLife = 365 * 24 * time.Hour

func createToken(c *call) (reply, error) {
	if err := c.mustBeAdmin(); err != nil {
		return reply{}, err
	}

	c.require("name", "scopes")
	name, description, scopes := c.short("name", maxName), c.short("description", maxText), c.list("scopes")
	expires := c.moment("expires_at").or(c.now.Add(tokenLife))

	if slices.ContainsFunc(scopes.value, func(scope string) bool { return !c.knowsScope(scope) }) {
		c.complain("scopes does not have a valid value")
	}

	u, err := c.userOf()
	if err != nil {
		return reply{}, err
	}

	expiresOn := expires.Truncate(24 * time.Hour)
	token := c.addToken(&accessToken{
		name: name.value, description: description.value, user: u, scopes: scopes.value,
		secret: newUserToken(), expiresOn: &expiresOn, createdAt: c.now,
	})
	view := c.tokenView(token)
	view.Token = present(token.secret)

	return created(view)
}

// knowsScope: scopes for runners came one by one; scopes of endpoints that the
// emulator does not have lead nowhere.
func (c *call) knowsScope(scope string) bool {
	switch scope {
	case scopeCreateRunner:
		return c.release.has(createRunnerScope)
	case scopeManageRunner:
		return c.release.has(manageRunnerScope)
	default:
		return slices.Contains([]string{
			scopeAPI, scopeReadAPI, scopeReadUser, scopeAdminMode, "sudo", "k8s_proxy", "ai_features",
			"read_repository", "write_repository", "read_registry", "write_registry", "read_service_ping",
		}, scope)
	}
}

func getOwnToken(c *call) (reply, error) { return ok(c.tokenView(c.principal.token)) }

func revokeOwnToken(c *call) (reply, error) { return c.revoke(c.principal.token) }

func revokeToken(c *call) (reply, error) {
	id := c.id("id")
	if err := c.err(); err != nil {
		return reply{}, err
	}

	token := c.pats.get(id)
	if token == nil || !c.principal.admin && token.user != c.principal.user {
		return reply{}, errTokenNotFound
	}

	return c.revoke(token)
}

func (c *call) revoke(token *accessToken) (reply, error) {
	token.revoked = true

	return noContent()
}
