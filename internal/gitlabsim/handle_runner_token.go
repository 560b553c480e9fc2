package gitlabsim

// https://docs.gitlab.com/api/runners/#reset-runners-authentication-token-by-using-the-runner-id
// Source: lib/api/ci/runners.rb, lib/api/ci/runner.rb.

// runnerTokenRoutes are the endpoints that authenticate a runner by its token.
func runnerTokenRoutes() []route {
	return []route{
		{method: "POST", path: "runners", handle: registerRunner, access: runnerToken},
		{method: "DELETE", path: "runners", handle: unregisterRunner, access: runnerToken},
		{method: "DELETE", path: "runners/managers", handle: unregisterManager, access: runnerToken},
		{method: "POST", path: "runners/verify", handle: verifyRunner, access: runnerToken},
		{
			method: "POST", path: "runners/reset_authentication_token",
			handle: resetTokenByToken, access: runnerToken,
		},
		{
			method: "POST", path: "runners/reset_registration_token",
			handle: resetInstanceRegistration, access: administrator, needs: need{permitResetRunner, instanceBoundary},
		},
		{
			method: "POST", path: "groups/:id/runners/reset_registration_token",
			handle: with((*call).group, resetGroupRegistration), needs: need{permitResetRunner, groupBoundary},
		},
		{
			method: "POST", path: "projects/:id/runners/reset_registration_token",
			handle: with((*call).projectOfRunners, resetProjectRegistration), needs: need{permitResetRunner, projectBoundary},
		},
	}
}

func resetTokenByID(c *call) (reply, error) {
	r, err := c.runnerFor(c.mayUpdate)
	if err != nil {
		return reply{}, err
	}

	return c.reset(r)
}

// reset replaces the token and answers with the new one. An expired token can
// be replaced by id; one past its rotation deadline cannot be replaced at all.
func (c *call) reset(r *runner) (reply, error) {
	if r.rotateBefore != nil && !c.now.Before(*r.rotateBefore) {
		return reply{}, errRotationDeadline
	}

	c.replaceToken(r, c.now)

	return created(replaced(r))
}

// authenticated is the runner of the parameter token. Unknown and expired
// tokens are refused alike.
func (c *call) authenticated(required ...string) (*runner, error) {
	c.require(append([]string{"token"}, required...)...)
	token := c.text("token").value

	for _, name := range required {
		c.text(name)
	}

	if err := c.err(); err != nil {
		return nil, err
	}

	r := c.liveRunner(token)
	if r == nil {
		return nil, errForbidden
	}

	return r, nil
}

// liveRunner is the runner of a token, nil for an unknown or an expired one.
func (c *call) liveRunner(token string) *runner {
	r := c.runnerTokens[token]
	if r == nil || r.tokenExpiresAt != nil && !c.now.Before(*r.tokenExpiresAt) {
		return nil
	}

	return r
}

// workingRunner is the runner of the parameter token. Some releases refuse an
// orphaned one.
func (c *call) workingRunner() (*runner, error) {
	r, err := c.authenticated()
	if err != nil {
		return nil, err
	}

	if r.orphaned() && c.release.has(orphansRefused) && !c.release.has(orphansAccepted) {
		return nil, errOrphaned
	}

	return r, nil
}

// requestManager is the manager that a request of GitLab Runner names, with the
// info of the request.
func (c *call) requestManager(r *runner) (*manager, error) {
	systemID := c.text("system_id").value
	if systemID == "" {
		systemID = legacySystemID
	}

	info := func(name string) *string { return c.params.member("info", name) }
	told := machine{info("version"), info("revision"), info("platform"), info("architecture")}

	// Unverified: machine texts too long. The model refuses them, and nothing
	// turns its refusal into an answer of its own.
	if tooLong(&systemID, maxSystemID) || !told.fits() {
		return nil, errInternal
	}

	m := c.manager(r, systemID, c.now)
	m.ipAddress = remoteIP(c.request)
	m.update(told)

	return m, nil
}

func verifyRunner(c *call) (reply, error) {
	c.text("system_id")

	r, err := c.workingRunner()
	if err != nil {
		return reply{}, err
	}

	m, err := c.requestManager(r)
	if err != nil {
		return reply{}, err
	}

	// For registered runners this always was a contact, for the others it became one.
	if r.registered || c.release.has(verifyIsContact) {
		r.contact(m, c.now)
	}

	return ok(issued(r))
}

func resetTokenByToken(c *call) (reply, error) {
	c.text("system_id")

	r, err := c.authenticated()
	if err != nil {
		return reply{}, err
	}

	m, err := c.requestManager(r)
	if err != nil {
		return reply{}, err
	}

	r.contact(m, c.now)

	return c.reset(r)
}

// unregisterRunner needs only the token, whatever projects the runner has.
func unregisterRunner(c *call) (reply, error) {
	r, err := c.authenticated()
	if err != nil {
		return reply{}, err
	}

	if err := c.unmodified(r.updatedAt); err != nil {
		return reply{}, err
	}

	c.deleteRunner(r)

	return noContent()
}

// unregisterManager checks the token first: a valid token with a system ID that no
// manager has is a 404, which changes nothing.
func unregisterManager(c *call) (reply, error) {
	r, err := c.authenticated("system_id")
	if err != nil {
		return reply{}, err
	}

	// Unverified: early contacts. The source at hand begins with 17.9.
	if !c.release.has(managerDeletionIsNoContact) {
		r.contactAlone(c.now, remoteIP(c.request))
	}

	m := r.manager(c.text("system_id").value)
	if m == nil {
		return reply{}, errManagerNotFound
	}

	if err := c.unmodified(m.createdAt); err != nil {
		return reply{}, err
	}

	c.deleteManager(r, m)

	return noContent()
}
