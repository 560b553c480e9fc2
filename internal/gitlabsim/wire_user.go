package gitlabsim

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// The JSON of users, members and personal access tokens.
// Source: lib/api/entities/user_basic.rb, user_with_admin.rb, member.rb,
// personal_access_token.rb.

type basicUser struct {
	ID          int64   `json:"id"`
	Username    string  `json:"username"`
	PublicEmail string  `json:"public_email"`
	Name        string  `json:"name"`
	State       string  `json:"state"`
	Locked      bool    `json:"locked"`
	AvatarURL   *string `json:"avatar_url"`
	WebURL      string  `json:"web_url"`
}

// profileUser is the user of a job, and what all users see of each other.
// Source: lib/api/entities/user.rb.
type profileUser struct {
	basicUser

	CreatedAt       timestamp        `json:"created_at"`
	Bio             string           `json:"bio"`
	Location        string           `json:"location"`
	Skype           optional[string] `json:"skype,omitzero"`
	Linkedin        string           `json:"linkedin"`
	Twitter         string           `json:"twitter"`
	Discord         string           `json:"discord"`
	WebsiteURL      string           `json:"website_url"`
	Github          optional[string] `json:"github,omitzero"`
	JobTitle        string           `json:"job_title"`
	Pronouns        *string          `json:"pronouns"`
	Organization    string           `json:"organization"`
	Bot             bool             `json:"bot"`
	WorkInformation *string          `json:"work_information"`
	Followers       int              `json:"followers"`
	Following       int              `json:"following"`
	IsFollowed      bool             `json:"is_followed"`
	LocalTime       *string          `json:"local_time"`
}

type fullUser struct {
	profileUser

	Email            optional[string]    `json:"email,omitzero"`
	ConfirmedAt      optional[timestamp] `json:"confirmed_at,omitzero"`
	CanCreateGroup   optional[bool]      `json:"can_create_group,omitzero"`
	CanCreateProject optional[bool]      `json:"can_create_project,omitzero"`
	ProjectsLimit    optional[int64]     `json:"projects_limit,omitzero"`
	External         optional[bool]      `json:"external,omitzero"`
	IsAdmin          optional[bool]      `json:"is_admin,omitzero"`
	IsAuditor        optional[bool]      `json:"is_auditor,omitzero"`
	Note             optional[string]    `json:"note,omitzero"`
	NamespaceID      optional[int64]     `json:"namespace_id,omitzero"`
}

type memberView struct {
	basicUser

	AccessLevel int        `json:"access_level"`
	CreatedAt   timestamp  `json:"created_at"`
	CreatedBy   *basicUser `json:"created_by"`
	ExpiresAt   *date      `json:"expires_at"`

	MemberRole optional[memberRoleView] `json:"member_role,omitzero"`
}

type tokenView struct {
	ID          int64            `json:"id"`
	Name        string           `json:"name"`
	Revoked     bool             `json:"revoked"`
	CreatedAt   timestamp        `json:"created_at"`
	Description string           `json:"description"`
	Scopes      []string         `json:"scopes"`
	UserID      int64            `json:"user_id"`
	LastUsedAt  *timestamp       `json:"last_used_at"`
	Active      bool             `json:"active"`
	ExpiresAt   *date            `json:"expires_at"`
	Token       optional[string] `json:"token,omitzero"`
}

func (c *call) userURL(u *user) string { return c.baseURL() + "/" + u.username }

// avatarURL is the address of a Gravatar, GitLab's default.
// Unverified: hash of an avatar. Older releases took MD5 instead of SHA-256.
// Source: app/services/gravatar_service.rb.
func avatarURL(email string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(email)))

	return "https://www.gravatar.com/avatar/" + hex.EncodeToString(sum[:]) + "?s=80&d=identicon"
}

// basicUser is nil for no user.
func (c *call) basicUser(u *user) *basicUser {
	if u == nil {
		return nil
	}

	avatar := avatarURL(u.email)

	return &basicUser{
		ID: u.id, Username: u.username, PublicEmail: u.publicEmail, Name: u.name, State: "active",
		AvatarURL: &avatar, WebURL: c.userURL(u),
	}
}

// profileUser shows every profile: all are public here.
func (c *call) profileUser(u *user) profileUser {
	view := profileUser{
		basicUser: *c.basicUser(u), CreatedAt: timestamp{u.createdAt},
		Bio: u.bio, Location: u.location, Linkedin: u.linkedin, Twitter: u.twitter, Discord: u.discord,
		WebsiteURL: u.websiteURL, JobTitle: u.jobTitle, Organization: u.organization,
		WorkInformation: u.workInformation(),
	}

	if u.pronouns != "" {
		view.Pronouns = &u.pronouns
	}

	if c.release.has(githubInProfiles) {
		view.Github = present(u.github)
	} else {
		view.Skype = present(u.skype)
	}

	return view
}

// fullUser shows the private members to the users themselves and to administrators.
func (c *call) fullUser(u *user) fullUser {
	view := fullUser{profileUser: c.profileUser(u)}

	if c.principal.admin || c.principal.user == u {
		view.Email = present(u.email)
		view.ConfirmedAt = present(timestamp{u.createdAt})
		view.CanCreateGroup = present(u.canCreateGroup)
		view.CanCreateProject = present(u.projectsLimit > 0)
		view.ProjectsLimit = present(u.projectsLimit)
		view.External = present(u.external)
		view.NamespaceID = present(userNamespaces + u.id)
	}

	if c.principal.admin {
		view.IsAdmin = present(u.admin)
		view.IsAuditor = present(u.auditor)
		view.Note = present(u.note)
	}

	return view
}

func (c *call) memberView(m *member) memberView {
	view := memberView{
		basicUser: *c.basicUser(m.user), AccessLevel: m.level,
		CreatedAt: timestamp{m.createdAt}, CreatedBy: c.basicUser(m.createdBy),
	}

	if m.role != nil {
		view.MemberRole = present(m.role.view())
	}

	return view
}

func (c *call) tokenView(t *accessToken) tokenView {
	view := tokenView{
		ID: t.id, Name: t.name, Revoked: t.revoked, CreatedAt: timestamp{t.createdAt},
		Description: t.description, Scopes: t.scopes, UserID: t.user.id,
		LastUsedAt: stamp(t.lastUsedAt), Active: !t.revoked && !t.expired(c.now),
	}

	if t.expiresOn != nil {
		view.ExpiresAt = &date{*t.expiresOn}
	}

	return view
}
