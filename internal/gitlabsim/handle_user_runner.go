package gitlabsim

import (
	"time"
)

// https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user
// Source: lib/api/user_runners.rb, app/services/ci/runners/create_runner_service.rb.

func createRunner(c *call) (reply, error) {
	c.require("runner_type")

	kind := runnerType(c.word("runner_type", runnerTypes...).value)
	if kind == "" && c.bag["runner_type"] == nil {
		c.complain("runner_type does not have a valid value") // null is not a valid type
	}

	groupID, projectID := c.integer("group_id"), c.integer("project_id")

	switch kind {
	case groupType:
		c.require("group_id")
	case projectType:
		c.require("project_id")
	case instanceType:
	}

	settings := c.readSettings("description", "maintenance_note", "paused", "locked", "run_untagged", "access_level",
		"tag_list", "maximum_timeout").fresh()
	expires, deadline := c.explicitExpiry()

	if err := c.err(); err != nil {
		return reply{}, err
	}

	r := &runner{kind: kind, runnerSettings: settings, creator: c.principal.user}
	if err := c.setOwner(r, groupID.value, projectID.value); err != nil {
		return reply{}, err
	}

	// Unverified: stray owner. GitLab hands the attribute that does not belong
	// to the type on to the model, which does not know it.
	if kind != groupType && groupID.given() || kind != projectType && projectID.given() {
		return reply{}, errInternal
	}

	// Unverified: expiry before the model. The service checks it before it saves.
	if err := c.checkExpiry(kind, expires, deadline); err != nil {
		return reply{}, err
	}

	if err := append(settings.check(runnerSettings{}, c.release), c.quota(r)...).asSentence(); err != nil {
		return reply{}, err
	}

	if !settings.storable() {
		return reply{}, errInternal
	}

	c.addRunner(r, c.now)

	if expires != nil {
		r.tokenExpiresAt, r.rotateBefore = expires, deadline
	}

	return created(issued(r))
}

// setOwner gives a new runner its group or project, if the caller may create runners there.
func (c *call) setOwner(r *runner, groupID, projectID int64) error {
	var home container

	switch r.kind {
	case groupType:
		r.group = c.groups.get(groupID)
		if r.group == nil {
			return errBadRequest("Missing/invalid group")
		}

		home = r.group
	case projectType:
		p := c.projects.get(projectID)
		if p == nil {
			return errBadRequest("Missing/invalid project")
		}

		home, r.assignments = p, []*assignment{{project: p, madeAt: c.now}}
	case instanceType:
	}

	if !c.principal.createsIn(c.state, r.kind, home) {
		return errForbiddenFor(reasonCannotCreate)
	}

	return nil
}

// quota checks the plan limits for a runner that is about to be added.
func (c *call) quota(r *runner) complaints {
	for _, a := range r.assignments {
		if c.projectLimitReached(a.project, c.now) {
			return complaints{{"runner_projects.base", c.projectLimitText()}}
		}
	}

	if r.group != nil && c.groupLimitReached(r.group, c.now) {
		return complaints{{"runner_namespaces.base", c.groupLimitText()}}
	}

	return nil
}

// Bounds of an expiry that is given at creation.
const (
	minExplicitExpiry = 5 * time.Minute
	maxExplicitExpiry = 15 * 24 * time.Hour
)

// explicitExpiry reads the Premium parameters, where the release has them.
func (c *call) explicitExpiry() (expires, deadline *time.Time) {
	if !c.release.has(explicitExpiry) {
		return nil, nil
	}

	return c.moment("token_expires_at").pointer(), c.moment("token_rotation_deadline").pointer()
}

func (c *call) checkExpiry(kind runnerType, expires, deadline *time.Time) error {
	latest := c.now.Add(maxExplicitExpiry)
	if configured := c.settings.expiry(kind, c.now); configured != nil && configured.Before(latest) {
		latest = *configured
	}

	switch {
	case expires == nil && deadline == nil:
		return nil
	case expires == nil:
		return errBadRequest("token_expires_at is required when token_rotation_deadline is specified")
	case expires.Before(c.now.Add(minExplicitExpiry)):
		return errBadRequest("token_expires_at must be at least 5 minutes in the future")
	case expires.After(latest):
		return errBadRequest("token_expires_at is too far in the future (maximum is " +
			latest.Format(time.RFC3339) + ")")
	case deadline != nil && deadline.Before(c.now):
		return errBadRequest("token_rotation_deadline cannot be in the past")
	case deadline != nil && deadline.After(*expires):
		return errBadRequest("token_rotation_deadline must be less than or equal to token_expires_at")
	default:
		return nil
	}
}
