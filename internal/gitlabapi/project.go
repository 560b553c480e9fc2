package gitlabapi

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// Project reads a project by its id or its full path. A project that was
// renamed is found by its old path as well.
//
// See https://docs.gitlab.com/api/projects/#retrieve-a-project.
func (c *Client) Project(ctx context.Context, project string) (Project, error) {
	var found Project

	_, err := c.do(ctx, http.MethodGet, projectPath(project), nil, &found)

	return found, err
}

// AssignRunner assigns a project runner to a further project. It may be sent
// more than once: GitLab refuses what is assigned already, and by then it is
// what was asked for.
//
// See https://docs.gitlab.com/api/runners/#assign-a-runner-to-project.
func (c *Client) AssignRunner(ctx context.Context, project, runner int64) error {
	defer c.writes(runner)()

	body := struct {
		RunnerID int64 `json:"runner_id"`
	}{runner}

	_, err := c.repeat(ctx, fmt.Sprintf("projects/%d/runners", project), body, nil)

	return err
}

// UnassignRunner takes a project runner away from a project.
//
// See https://docs.gitlab.com/api/runners/#unassign-a-runner-from-project.
func (c *Client) UnassignRunner(ctx context.Context, project, runner int64) error {
	defer c.writes(runner)()

	_, err := c.do(ctx, http.MethodDelete, fmt.Sprintf("projects/%d/runners/%d", project, runner), nil, nil)

	return err
}

// ServesProject looks for a runner in the list of a project, for a caller to
// whom the runner's own details do not show the project.
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
