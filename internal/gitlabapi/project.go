package gitlabapi

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// Project has only the members of a project that assignments need, because a
// runner can have many projects.
type Project struct {
	ID                int64  `json:"id"`
	PathWithNamespace string `json:"path_with_namespace"`
}

func (p Project) missing() string { return missingOfProject(p.ID, p.PathWithNamespace) }

func missingOfProject(id int64, path string) string {
	switch {
	case id <= 0:
		return "the id of a project"
	case path == "":
		return "the path of a project"
	default:
		return ""
	}
}

// ProjectDetails is a project as runners and jobs show it. GitLab omits members
// that the caller may not see.
type ProjectDetails struct {
	ID                int64      `json:"id"`
	Description       *string    `json:"description"`
	Name              string     `json:"name"`
	NameWithNamespace string     `json:"name_with_namespace"`
	Path              string     `json:"path"`
	PathWithNamespace string     `json:"path_with_namespace"`
	CreatedAt         *time.Time `json:"created_at"`
	DefaultBranch     *string    `json:"default_branch"`
	Topics            []string   `json:"topics"`
	SSHURLToRepo      *string    `json:"ssh_url_to_repo"`
	HTTPURLToRepo     *string    `json:"http_url_to_repo"`
	WebURL            *string    `json:"web_url"`
	ReadmeURL         *string    `json:"readme_url"`
	ForksCount        *int64     `json:"forks_count"`
	AvatarURL         *string    `json:"avatar_url"`
	StarCount         *int64     `json:"star_count"`
	LastActivityAt    *time.Time `json:"last_activity_at"`
	RepositoryStorage *string    `json:"repository_storage"`
	Visibility        *string    `json:"visibility"`
	Namespace         *Namespace `json:"namespace"`
	// CIJobTokenScopeEnabled is shown with jobs only.
	CIJobTokenScopeEnabled *bool `json:"ci_job_token_scope_enabled"`
}

func (p ProjectDetails) missing() string { return missingOfProject(p.ID, p.PathWithNamespace) }

// Namespace is the group or user that a project belongs to.
type Namespace struct {
	ID        int64   `json:"id"`
	Name      string  `json:"name"`
	Path      string  `json:"path"`
	Kind      string  `json:"kind"`
	FullPath  string  `json:"full_path"`
	ParentID  *int64  `json:"parent_id"`
	AvatarURL *string `json:"avatar_url"`
	WebURL    *string `json:"web_url"`
}

// Project reads a project by its id or its full path. The old path of a renamed
// project works as well.
//
// See https://docs.gitlab.com/api/projects/#retrieve-a-project.
func (c *Client) Project(ctx context.Context, project string) (Project, error) {
	return get[Project](ctx, c, projectPath(project))
}

// GroupPath has only the members of a group that identify it.
type GroupPath struct {
	ID       int64  `json:"id"`
	FullPath string `json:"full_path"`
}

func (g GroupPath) missing() string {
	if g.ID <= 0 || g.FullPath == "" {
		return "the id or the path of a group"
	}

	return ""
}

// Group reads a group by its id or its full path. The old path of a renamed group
// does not work: lib/api/helpers.rb, find_group, follows no redirects.
//
// See https://docs.gitlab.com/api/groups/#retrieve-a-group.
func (c *Client) Group(ctx context.Context, group string) (GroupPath, error) {
	return get[GroupPath](ctx, c, groupPath(group))
}

// AssignRunner assigns a project runner to a further project. It may be sent more
// than once: GitLab refuses an assignment that exists already.
//
// See https://docs.gitlab.com/api/runners/#assign-a-runner-to-project.
func (c *Client) AssignRunner(ctx context.Context, project, runner int64) error {
	defer c.writes(runner)()

	body := struct {
		RunnerID int64 `json:"runner_id"`
	}{runner}

	_, err := c.postAgain(ctx, fmt.Sprintf("projects/%d/runners", project), body, nil)

	return err
}

// UnassignRunner unassigns a project runner from a project.
//
// See https://docs.gitlab.com/api/runners/#unassign-a-runner-from-project.
func (c *Client) UnassignRunner(ctx context.Context, project, runner int64) error {
	defer c.writes(runner)()

	_, err := c.do(ctx, http.MethodDelete, fmt.Sprintf("projects/%d/runners/%d", project, runner), nil, nil)

	return err
}

// ServesProject looks for a runner in the list of a project, for a caller that
// may see the project's runners but not the project in the runner's details.
func (c *Client) ServesProject(ctx context.Context, project, runner int64) (bool, error) {
	for candidate, err := range c.ProjectRunners(ctx, strconv.FormatInt(project, 10), RunnersQuery{Type: ProjectType}) {
		if err != nil {
			return false, err
		}

		if candidate.ID == runner {
			return true, nil
		}
	}

	return false, nil
}

func projectPath(project string) string { return "projects/" + gitlab.PathEscape(project) }

func groupPath(group string) string { return "groups/" + gitlab.PathEscape(group) }
