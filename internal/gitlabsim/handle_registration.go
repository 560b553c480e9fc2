package gitlabsim

import (
	"net"
	"net/http"
)

// https://docs.gitlab.com/api/runners/#create-a-runner-with-a-registration-token
// Source: lib/api/ci/runner.rb, app/services/ci/runners/register_runner_service.rb,
// reset_registration_token_service.rb.

// registerRunner is the deprecated way: the kind of the registration token
// decides the type of the runner.
func registerRunner(c *call) (reply, error) {
	c.require("token")
	token := c.text("token").value
	deprecated := c.text("maintainer_note")

	sent := c.readSettings("description", "maintenance_note", "active", "paused", "locked", "access_level", "run_untagged",
		"tag_list", "maximum_timeout")
	if deprecated.sent {
		sent.note = deprecated
	}

	c.exclusive("maintainer_note", "maintenance_note")
	c.exclusive("active", "paused")

	if err := c.err(); err != nil {
		return reply{}, err
	}

	r := &runner{runnerSettings: sent.fresh(), registered: true, name: c.params.member("info", "name")}
	if err := c.claim(r, token); err != nil {
		return reply{}, err
	}

	failures := r.check(runnerSettings{}, c.release)
	failures.when(c.release.has(nameLimit) && tooLong(r.name, maxRunnerName), "name", "is too long (maximum is 256 characters)")

	if err := append(failures, c.quota(r)...).asFields(); err != nil {
		return reply{}, err
	}

	if !r.storable() || tooLong(r.name, maxRunnerName) {
		return reply{}, errInternal
	}

	c.addRunner(r, c.now)

	return created(issued(r))
}

// claim finds the owner that a registration token belongs to.
func (c *call) claim(r *runner, token string) error {
	if token == "" {
		return errForbiddenFor(reasonBadRegistration)
	}

	if !c.settings.RegistrationAllowed {
		return errRegistrationGone
	}

	if token == c.settings.registrationToken {
		r.kind = instanceType

		return nil
	}

	if g := c.groups.first(func(g *group) bool { return g.registrationToken == token }); g != nil &&
		c.settings.registrar(groupType) {
		r.kind, r.group = groupType, g

		return nil
	}

	if p := c.projects.first(func(p *project) bool { return p.registrationToken == token }); p != nil &&
		c.settings.registrar(projectType) {
		r.kind, r.assignments = projectType, []*assignment{{project: p, madeAt: c.now}}

		return nil
	}

	return errForbiddenFor(reasonBadRegistration)
}

func resetInstanceRegistration(c *call) (reply, error) {
	return c.replaceRegistration(&c.settings.registrationToken)
}

func resetGroupRegistration(c *call, g *group) (reply, error) {
	if !c.principal.adminsRunnersOf(g) {
		return reply{}, errForbidden
	}

	return c.replaceRegistration(&g.registrationToken)
}

func resetProjectRegistration(c *call, p *project) (reply, error) {
	return c.replaceRegistration(&p.registrationToken)
}

// replaceRegistration replaces a registration token; its runners stay as they are.
func (c *call) replaceRegistration(token *string) (reply, error) {
	if !c.settings.RegistrationAllowed {
		return reply{}, errForbidden
	}

	*token = newRegistrationToken()

	return created(registrationToken{*token})
}

// remoteIP is the address of the client, as a runner's ip_address.
func remoteIP(r *http.Request) *string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return nil
	}

	return &host
}
