package gitlabsim

import (
	"slices"
	"time"
)

// https://docs.gitlab.com/api/personal_access_tokens/
// Source: lib/api/users.rb, lib/api/personal_access_tokens.rb,
// lib/api/personal_access_tokens/self_information.rb.

func accessTokenRoutes() []route {
	return []route{
		{method: "POST", path: "users/:id/personal_access_tokens", handle: createToken, access: administrator},
		{method: "GET", path: "personal_access_tokens", handle: listTokens},
		{method: "GET", path: "personal_access_tokens/self", handle: getOwnToken, scopes: []string{anyScope}},
		{method: "DELETE", path: "personal_access_tokens/self", handle: revokeOwnToken, scopes: []string{anyScope}},
		{method: "GET", path: "personal_access_tokens/:id", handle: getToken},
		{method: "DELETE", path: "personal_access_tokens/:id", handle: revokeToken},
	}
}

// tokenLife is the lifetime of a token without a given expiry.
const tokenLife = 365 * 24 * time.Hour

func createToken(c *call) (reply, error) {
	c.require("name", "scopes")
	name, description, scopes := c.short("name", maxName), c.short("description", maxText), c.list("scopes")
	expires := c.moment("expires_at").or(c.now.Add(tokenLife))

	if slices.ContainsFunc(scopes.value, func(scope string) bool { return !c.knowsScope(scope) }) {
		c.complain("scopes does not have a valid value")
	}

	u, err := c.user()
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

// knowsScope: the scopes for runners came in different releases; other scopes
// of GitLab are accepted and open nothing here.
func (c *call) knowsScope(scope string) bool {
	switch scope {
	case scopeCreateRunner:
		return c.release.has(createRunnerScope)
	case scopeManageRunner:
		return c.release.has(manageRunnerScope)
	default:
		return slices.Contains([]string{
			scopeAPI, scopeReadAPI, scopeReadUser, scopeAdminMode, scopeSudo, "k8s_proxy", "ai_features",
			"read_repository", "write_repository", "read_registry", "write_registry", "read_service_ping",
		}, scope)
	}
}

// listTokens is everything for administrators, for others their own.
func listTokens(c *call) (reply, error) {
	of, revoked, search, pages := c.integer("user_id"), c.boolean("revoked"), c.text("search"), c.pages()
	if err := c.err(); err != nil {
		return reply{}, err
	}

	self := c.principal.user
	if !c.principal.admin && of.given() && of.value != self.id {
		return reply{}, errUnauthorized
	}

	return paged(c, pages, c.pats.where(func(t *accessToken) bool {
		return (c.principal.admin || t.user == self) && (!of.given() || t.user.id == of.value) &&
			(!revoked.given() || t.revoked == revoked.value) && contains(t.name, search)
	}), c.tokenView)
}

// getToken reports only to administrators whether the token exists.
func getToken(c *call) (reply, error) {
	id := c.id("id")
	if err := c.err(); err != nil {
		return reply{}, err
	}

	token := c.pats.get(id)

	switch {
	case token != nil && (c.principal.admin || token.user == c.principal.user):
		return ok(c.tokenView(token))
	case c.principal.admin:
		return reply{}, errTokenNotFound
	default:
		return reply{}, errUnauthorized
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
