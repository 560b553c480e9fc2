package tfdiag

import (
	"fmt"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// Permission is what GitLab requires of an access token and of its user. See
// https://docs.gitlab.com/api/runners/,
// https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user,
// https://docs.gitlab.com/user/profile/personal_access_tokens/ and, where these
// and the source differ, app/policies/ci/runner_policy.rb.
type Permission struct {
	// Scopes are the scopes of which one is enough, the narrowest first.
	Scopes []string
	// FineGrained is the permission of a fine-grained token, from about GitLab
	// 19.1 on. It is empty where GitLab has none.
	FineGrained string
	// Boundary is what a fine-grained token must be for, empty for the instance,
	// group or project of the runner.
	Boundary string
	// Instance, Group and Project are the role for a runner of that type, Any the
	// role where the type does not matter.
	Instance, Group, Project, Any string
}

const (
	administrator   = "an administrator"
	ownerOfGroup    = "the Owner role for the group"
	maintainer      = "the Maintainer role for the project"
	maintainerOfOne = "the Maintainer role for a project that the runner is assigned to"
	anyUser         = "an active user"
)

const (
	scopeCreate = "create_runner"
	scopeManage = "manage_runner"
	scopeRead   = "read_api"
	scopeAll    = "api"
)

var (
	toCreate = Permission{
		Scopes: []string{scopeCreate, scopeAll}, FineGrained: "create_runner", Boundary: "the user of the token",
		Instance: administrator, Group: ownerOfGroup, Project: maintainer,
	}
	toRead = Permission{
		Scopes: []string{scopeManage, scopeRead, scopeAll}, FineGrained: "read_runner",
		Instance: anyUser,
		Group:    "the Maintainer role for the group (or for a project of the group that uses group runners)",
		Project:  maintainerOfOne,
	}
	toUpdate = Permission{
		Scopes: []string{scopeManage, scopeAll}, FineGrained: "update_runner",
		Instance: administrator, Group: ownerOfGroup, Project: maintainerOfOne,
	}
	toDelete = Permission{
		Scopes: []string{scopeManage, scopeAll}, FineGrained: "delete_runner",
		Instance: administrator, Group: ownerOfGroup, Project: "the Maintainer role for its only project",
	}
	toListJobs = Permission{
		Scopes: []string{scopeManage, scopeRead, scopeAll}, FineGrained: "read_runner",
		Instance: administrator, Group: ownerOfGroup + " (Maintainer from GitLab 18.4 on)", Project: maintainerOfOne,
	}
	toListOwn = Permission{
		Scopes: []string{scopeRead, scopeAll}, FineGrained: "read_runner", Boundary: "the user of the token", Any: anyUser,
	}
	toListAll = Permission{
		Scopes: []string{scopeRead, scopeAll}, FineGrained: "read_runner", Boundary: "the instance", Any: administrator,
	}
	// The group list: Owner up to GitLab 15, and in GitLab's documentation still.
	// app/policies/group_policy.rb and config/authz/roles say Maintainer.
	toListOfGroup = Permission{
		Scopes: []string{scopeRead, scopeAll}, FineGrained: "read_runner", Boundary: "the group", Any: "the Maintainer role for the group",
	}
	toListOfProject = Permission{
		Scopes: []string{scopeRead, scopeAll}, FineGrained: "read_runner", Boundary: "the project", Any: maintainer,
	}
	toFindProject = Permission{
		// Unverified: the permission is named after its resource, like the others.
		Scopes: []string{scopeRead, scopeAll}, FineGrained: "read_project", Boundary: "the project", Any: "a member of the project",
	}
	// Reading the assignments reads the runner, or lists the runners of the project.
	toReadAssignments = Permission{
		Scopes: []string{scopeRead, scopeAll}, FineGrained: "read_runner", Boundary: "the project", Any: maintainerOfOne,
	}
	toAssign = Permission{
		Scopes: []string{scopeAll}, FineGrained: "assign_runner", Boundary: "the project",
		Any: maintainer + ", and for a project that the runner is assigned to",
	}
	toUnassign = Permission{
		Scopes: []string{scopeAll}, FineGrained: "unassign_runner", Boundary: "the project", Any: maintainer,
	}
	toResetRegistrationToken = Permission{
		Scopes: []string{scopeAll}, FineGrained: "reset_runner_registration_token",
		Instance: administrator, Group: ownerOfGroup, Project: maintainer,
	}
	// The caller of GET /user is the user of the token.
	// Unverified: its fine-grained permission, as for projects.
	toAuthenticate = Permission{
		Scopes: []string{"read_user", scopeRead, scopeAll}, FineGrained: "read_user", Boundary: "the user of the token", Any: anyUser,
	}
	// These requests carry a token of the runner, and no access token.
	withRunnerToken       = Permission{Any: "a valid token of the runner"}
	withRegistrationToken = Permission{Any: "a valid registration token"}
)

// Scope is the narrowest scope that is enough, as a text.
func (p Permission) Scope() string {
	switch {
	case len(p.Scopes) == 0:
		return "(none)"
	case p.Scopes[0] == scopeManage:
		return "`manage_runner` (before GitLab 17.1, `api`)"
	default:
		return "`" + p.Scopes[0] + "`"
	}
}

// For is what a fine-grained token must be for, as a text.
func (p Permission) For(runnerType string) string {
	switch {
	case p.Boundary != "":
		return p.Boundary
	case runnerType == gitlabapi.InstanceType:
		return "the instance"
	case runnerType == gitlabapi.GroupType:
		return "the group of the runner"
	case runnerType == gitlabapi.ProjectType:
		return "the project that owns the runner"
	default:
		return "the group or project that owns the runner, or the instance for an instance runner"
	}
}

// Token is the token that is required for a runner of a type, such as "the access
// token of a user with the Owner role for the group". For a type that is not known
// it lists the user for each, and stands at the end of a sentence.
func (p Permission) Token(runnerType string) string {
	if len(p.Scopes) == 0 {
		return p.Any
	}

	const tokenOfUser = "the access token of "

	switch {
	case p.Any != "":
		return tokenOfUser + user(p.Any)
	case runnerType == gitlabapi.InstanceType:
		return tokenOfUser + user(p.Instance)
	case runnerType == gitlabapi.GroupType:
		return tokenOfUser + user(p.Group)
	case runnerType == gitlabapi.ProjectType:
		return tokenOfUser + user(p.Project)
	default:
		return tokenOfUser + fmt.Sprintf("the following user: for an instance runner, %s; for a group runner, %s; for a project runner, %s", user(p.Instance), user(p.Group), user(p.Project))
	}
}

// user is the user that meets a requirement, with what an administrator's token
// needs besides, see
// https://docs.gitlab.com/administration/settings/sign_in_restrictions/#admin-mode.
func user(requirement string) string {
	switch {
	case requirement == administrator:
		return requirement + " (with Admin Mode, the token also needs the scope `admin_mode`)"
	case strings.Contains(requirement, " role for "):
		return "a user with " + requirement
	default:
		return requirement
	}
}
