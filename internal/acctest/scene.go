package acctest

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// Name is a name that no other test has, for a GitLab that tests share.
func Name(prefix string) string {
	return prefix + "-" + strings.ToLower(rand.Text()[:10])
}

// Group makes a group that goes with the test.
func (g *GitLab) Group(t *testing.T) *gitlab.Group {
	t.Helper()

	name := Name("group")

	group, _, err := g.API.Groups.CreateGroup(&gitlab.CreateGroupOptions{Name: &name, Path: &name})
	if err != nil {
		t.Fatalf("making a group: %v", err)
	}

	t.Cleanup(func() {
		if _, err := g.API.Groups.DeleteGroup(group.ID, nil); err != nil && g.real {
			t.Logf("deleting group %d: %v", group.ID, err)
		}
	})

	return group
}

// Project makes a project in a group. It goes with the group.
func (g *GitLab) Project(t *testing.T, group *gitlab.Group) *gitlab.Project {
	t.Helper()

	name := Name("project")

	project, _, err := g.API.Projects.CreateProject(&gitlab.CreateProjectOptions{Name: &name, NamespaceID: &group.ID})
	if err != nil {
		t.Fatalf("making a project: %v", err)
	}

	return project
}

// User makes a user who is no administrator, and returns a token of theirs
// with these scopes.
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
	if err != nil {
		t.Fatalf("making a user: %v", err)
	}

	t.Cleanup(func() {
		if _, err := g.API.Users.DeleteUser(user.ID); err != nil && g.real {
			t.Logf("deleting user %d: %v", user.ID, err)
		}
	})

	token, _, err := g.API.Users.CreatePersonalAccessToken(user.ID, &gitlab.CreatePersonalAccessTokenOptions{
		Name: gitlab.Ptr("test"), Scopes: &scopes,
	})
	if err != nil {
		t.Fatalf("making a token: %v", err)
	}

	return user, token.Token
}

// Join makes a user a member of a group.
func (g *GitLab) Join(t *testing.T, group *gitlab.Group, user *gitlab.User, level gitlab.AccessLevelValue) {
	t.Helper()

	_, _, err := g.API.GroupMembers.AddGroupMember(group.ID, &gitlab.AddGroupMemberOptions{UserID: &user.ID, AccessLevel: &level})
	if err != nil {
		t.Fatalf("adding user %d to group %d: %v", user.ID, group.ID, err)
	}
}

// JoinProject makes a user a member of a project.
func (g *GitLab) JoinProject(t *testing.T, project *gitlab.Project, user *gitlab.User, level gitlab.AccessLevelValue) {
	t.Helper()

	_, _, err := g.API.ProjectMembers.AddProjectMember(project.ID, &gitlab.AddProjectMemberOptions{UserID: user.ID, AccessLevel: &level})
	if err != nil {
		t.Fatalf("adding user %d to project %d: %v", user.ID, project.ID, err)
	}
}

// Assign assigns a project runner to a further project.
func (g *GitLab) Assign(t *testing.T, project *gitlab.Project, runner int64) {
	t.Helper()

	_, _, err := g.API.Runners.EnableProjectRunner(project.ID, &gitlab.EnableProjectRunnerOptions{RunnerID: runner})
	if err != nil {
		t.Fatalf("assigning runner %d to project %d: %v", runner, project.ID, err)
	}
}

// AllowRegistration has an emulator take registration tokens, which newer
// versions do not unless they are told to. Nobody wants a real GitLab to be
// told so by a test.
func (g *GitLab) AllowRegistration(t *testing.T, allow bool) {
	t.Helper()

	if g.real {
		t.Fatal("a real GitLab's settings are not for tests: such a test starts with NewSim")
	}

	if _, _, err := g.API.Settings.UpdateSettings(&gitlab.UpdateSettingsOptions{AllowRunnerRegistrationToken: &allow}); err != nil {
		t.Fatalf("allowing registration tokens: %v", err)
	}
}

// ExpireTokens has the tokens of an emulator's runners expire after a time, from
// the next that is made on; after a negative one never.
func (g *GitLab) ExpireTokens(t *testing.T, after time.Duration) {
	t.Helper()

	if g.real {
		t.Fatal("a real GitLab's settings are not for tests: such a test starts with NewSim")
	}

	var interval any // null for never, which GitLab's client cannot say
	if after >= 0 {
		interval = int64(after.Seconds())
	}

	request, err := g.API.NewRequest("PUT", "application/settings", map[string]any{
		"runner_token_expiration_interval":         interval,
		"project_runner_token_expiration_interval": interval,
	}, nil)
	if err != nil {
		t.Fatal(err)
	}

	if _, err := g.API.Do(request, nil); err != nil {
		t.Fatalf("setting when tokens expire: %v", err)
	}
}
