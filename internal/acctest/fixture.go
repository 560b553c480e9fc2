package acctest

import (
	"crypto/rand"
	"net/http"
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// Name is a unique name, for a GitLab that tests share.
func Name(prefix string) string {
	return prefix + "-" + strings.ToLower(rand.Text()[:10])
}

// Group makes a group. It is deleted with the test.
func (g *GitLab) Group(t *testing.T) *gitlab.Group {
	t.Helper()

	name := Name("group")

	group, _, err := g.API.Groups.CreateGroup(&gitlab.CreateGroupOptions{Name: &name, Path: &name})
	noError(t, err)

	t.Cleanup(func() {
		if _, err := g.API.Groups.DeleteGroup(group.ID, nil); err != nil && g.real {
			t.Logf("deleting group %d: %v", group.ID, err)
		}
	})

	return group
}

// Project makes a project in a group. It is deleted with the group.
func (g *GitLab) Project(t *testing.T, group *gitlab.Group) *gitlab.Project {
	t.Helper()

	name := Name("project")

	project, _, err := g.API.Projects.CreateProject(&gitlab.CreateProjectOptions{Name: &name, NamespaceID: &group.ID})
	noError(t, err)

	return project
}

// User makes a user without administrator rights, and an access token with these
// scopes.
func (g *GitLab) User(t *testing.T, scopes ...string) (*gitlab.User, string) {
	t.Helper()

	name := Name("user")

	user, _, err := g.API.Users.CreateUser(&gitlab.CreateUserOptions{
		Name:             &name,
		Username:         &name,
		Email:            gitlab.Ptr(name + "@example.com"),
		Password:         gitlab.Ptr(rand.Text()),
		SkipConfirmation: gitlab.Ptr(true),
	})
	noError(t, err)

	t.Cleanup(func() {
		if _, err := g.API.Users.DeleteUser(user.ID); err != nil && g.real {
			t.Logf("deleting user %d: %v", user.ID, err)
		}
	})

	token, _, err := g.API.Users.CreatePersonalAccessToken(user.ID, &gitlab.CreatePersonalAccessTokenOptions{
		Name: gitlab.Ptr("test"), Scopes: &scopes,
	})
	noError(t, err)

	return user, token.Token
}

// Join makes a user a member of a group.
func (g *GitLab) Join(t *testing.T, group *gitlab.Group, user *gitlab.User, level gitlab.AccessLevelValue) {
	t.Helper()

	_, _, err := g.API.GroupMembers.AddGroupMember(group.ID, &gitlab.AddGroupMemberOptions{UserID: &user.ID, AccessLevel: &level})
	noError(t, err)
}

// JoinProject makes a user a member of a project.
func (g *GitLab) JoinProject(t *testing.T, project *gitlab.Project, user *gitlab.User, level gitlab.AccessLevelValue) {
	t.Helper()

	_, _, err := g.API.ProjectMembers.AddProjectMember(project.ID, &gitlab.AddProjectMemberOptions{UserID: user.ID, AccessLevel: &level})
	noError(t, err)
}

// Assign assigns a project runner to a further project.
func (g *GitLab) Assign(t *testing.T, project *gitlab.Project, runner int64) {
	t.Helper()

	_, _, err := g.API.Runners.EnableProjectRunner(project.ID, &gitlab.EnableProjectRunnerOptions{RunnerID: runner})
	noError(t, err)
}

// AllowRegistration allows or forbids registration tokens in an emulator. Newer
// versions forbid them by default.
func (g *GitLab) AllowRegistration(t *testing.T, allow bool) {
	t.Helper()
	g.set(t, map[string]any{"allow_runner_registration_token": allow})
}

// ExpireTokens sets the lifetime of the runner tokens that an emulator makes from
// now on. Tokens with a negative lifetime never expire.
func (g *GitLab) ExpireTokens(t *testing.T, after time.Duration) {
	t.Helper()

	var interval any // null for never
	if after >= 0 {
		interval = int64(after.Seconds())
	}

	g.set(t, map[string]any{"runner_token_expiration_interval": interval, "project_runner_token_expiration_interval": interval})
}

// set changes settings of the instance. Tests leave those of a real GitLab alone.
func (g *GitLab) set(t *testing.T, settings map[string]any) {
	t.Helper()
	g.emulated(t)

	noError(t, g.Call(t.Context(), http.MethodPut, "application/settings", settings, nil))
}
