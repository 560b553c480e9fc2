package gitlabsim

// https://docs.gitlab.com/api/rest/authentication/#sudo
// Source: lib/api/helpers.rb, sudo!.

// errSudo: a caller that is not an administrator.
var errSudo = errForbiddenFor("Must be admin to use sudo")

// errNoUser: no user of that id or name.
func errNoUser(identifier string) error {
	return refuse(404, "404 User with ID or username '"+identifier+"' Not Found")
}

// sudo is the user that an administrator acts as. The parameter comes before
// the header.
func (c *call) sudo(p principal) (principal, error) {
	identifier, sent := toText(c.bag["sudo"])
	if headers := c.request.Header.Values("Sudo"); !sent && len(headers) > 0 {
		identifier, sent = headers[0], true
	}

	switch {
	case !sent:
		return p, nil
	case p.user == nil:
		return p, errUnauthorized
	case !p.admin:
		return p, errSudo
	case !p.token.has(scopeSudo):
		return p, errScope([]string{scopeSudo})
	}

	u := c.userNamed(identifier)
	if id, isID := plainID(identifier); isID {
		u = c.users.get(id)
	}

	if u == nil {
		return p, errNoUser(identifier)
	}

	// Unverified: admin mode of another. The scope is that of the user of the token.
	return principal{user: u, token: p.token, admin: u.admin && !c.adminMode, auditor: u.auditor}, nil
}
