package gitlabsim

import (
	"slices"
	"strings"
	"time"
)

type user struct {
	identity
	profile

	username, name, email string

	admin, auditor, external, canCreateGroup bool

	// Ultimate: a custom administrator role with the permission read_admin_cicd.
	readsAdminCICD bool

	projectsLimit int64
	note          string
	createdAt     time.Time
}

// profile is the profile of a user.
// Source: app/models/user_detail.rb.
type profile struct {
	publicEmail, bio, location, skype, linkedin, twitter, discord, websiteURL, github string
	jobTitle, pronouns, organization                                                  string
}

// workInformation is nil without a job title and an organization.
// Source: app/helpers/users_helper.rb.
func (p profile) workInformation() *string {
	text := p.jobTitle

	switch {
	case p.jobTitle == "" && p.organization == "":
		return nil
	case p.jobTitle == "":
		text = p.organization
	case p.organization != "":
		text += " at " + p.organization
	}

	return &text
}

// defaultProjectsLimit is how many projects of their own users may have. It is
// shown, not enforced. Source: app/models/application_setting_implementation.rb.
const defaultProjectsLimit = 100_000

func newUser(username, name, email string, now time.Time) *user {
	return &user{
		username: username, name: name, email: email, createdAt: now,
		canCreateGroup: true, projectsLimit: defaultProjectsLimit,
	}
}

// userNamespaces is added to a user's id for the id of their namespace, which
// shares its numbers with groups.
const userNamespaces = 1_000_000

type accessToken struct {
	identity
	name, description string

	user       *user
	scopes     []string
	grants     []grant // of a fine-grained token
	secret     string
	expiresOn  *time.Time
	revoked    bool
	createdAt  time.Time
	lastUsedAt *time.Time
}

func (t *accessToken) has(scope string) bool { return slices.Contains(t.scopes, scope) }

// expired from the first moment of the day it expires on.
func (t *accessToken) expired(now time.Time) bool {
	return t.expiresOn != nil && !now.Before(*t.expiresOn)
}

func (s *state) userNamed(username string) *user {
	return s.users.first(func(u *user) bool { return strings.EqualFold(u.username, username) })
}

// deleteUser deletes the user's tokens, memberships and own projects as well.
// Runners stay, without a creator.
func (s *state) deleteUser(u *user) {
	for _, token := range s.pats.where(func(t *accessToken) bool { return t.user == u }) {
		delete(s.tokens, token.secret)
		s.pats.remove(token)
	}

	for _, p := range s.projects.where(func(p *project) bool { return p.owner == u }) {
		s.deleteProject(p)
	}

	for _, p := range s.projects.rows {
		delete(p.members, u.id)
	}

	for _, g := range s.groups.rows {
		delete(g.members, u.id)
	}

	for _, r := range s.runners.rows {
		if r.creator == u {
			r.creator = nil
		}
	}

	s.users.remove(u)
}

func (s *state) addToken(t *accessToken) *accessToken {
	s.tokens[t.secret] = t

	return s.pats.add(t)
}
