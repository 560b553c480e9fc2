package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// instance is the emulated GitLab.
type instance struct {
	*sandbox.GitLab

	server *http.Server
}

// serve starts an empty emulator.
func serve(ctx context.Context) (*instance, error) {
	token := sandbox.NewToken()
	server := &http.Server{Handler: gitlabsim.New(gitlabsim.WithRootToken(token))}

	served, err := sandbox.Serve(ctx, token, server)

	return &instance{served, server}, err
}

func (g *instance) close() error { return g.server.Close() }

// prepare makes a group with a project, and has the tokens of instance runners
// expire after 40 days.
func (g *instance) prepare(ctx context.Context) (group, project int64, err error) {
	if group, err = g.Create(ctx, "groups", map[string]any{"name": "Platform", "path": "platform"}); err != nil {
		return 0, 0, err
	}

	if project, err = g.Create(ctx, "projects", map[string]any{"name": "API", "path": "api", "namespace_id": group}); err != nil {
		return 0, 0, err
	}

	settings := map[string]any{"runner_token_expiration_interval": 40 * 24 * 60 * 60}

	return group, project, g.Call(ctx, http.MethodPut, "application/settings", settings, nil)
}

// accepts verifies a token as GitLab Runner does.
func (g *instance) accepts(ctx context.Context, token string) (bool, error) {
	err := g.Call(ctx, http.MethodPost, "runners/verify", map[string]any{"token": token}, nil)
	if hasStatus(err, http.StatusForbidden) {
		return false, nil
	}

	return err == nil, err
}

// runners are the ids of all runners.
func (g *instance) runners(ctx context.Context) ([]int64, error) {
	var list []gitlab.Runner

	err := g.Call(ctx, http.MethodGet, "runners/all?per_page=100", nil, &list)

	ids := make([]int64, 0, len(list))
	for _, runner := range list {
		ids = append(ids, runner.ID)
	}

	return ids, err
}

// describe says in one line how GitLab shows a runner, as "group_type of group 1,
// tags large linux".
func (g *instance) describe(ctx context.Context, id int64) (string, error) {
	var runner gitlab.RunnerDetails

	if err := g.Call(ctx, http.MethodGet, runnerPath(id), nil, &runner); err != nil {
		return "", err
	}

	text := runner.RunnerType

	for _, group := range runner.Groups {
		text += fmt.Sprintf(" of group %d", group.ID)
	}

	for _, project := range runner.Projects {
		text += fmt.Sprintf(" of project %d", project.ID)
	}

	text += ", tags " + strings.Join(slices.Sorted(slices.Values(runner.TagList)), " ")

	if runner.Paused {
		text += ", paused"
	}

	return text, nil
}

// pauseAndTag pauses a runner and changes its tags, as on the runner's page.
func (g *instance) pauseAndTag(ctx context.Context, id int64, tags ...string) error {
	return g.Call(ctx, http.MethodPut, runnerPath(id), map[string]any{"paused": true, "tag_list": tags}, nil)
}

// remove deletes a runner, as on the runner's page.
func (g *instance) remove(ctx context.Context, id int64) error {
	return g.Call(ctx, http.MethodDelete, runnerPath(id), nil, nil)
}

// makeByHand makes an instance runner, as in the admin area.
func (g *instance) makeByHand(ctx context.Context, description string, tags ...string) (int64, error) {
	return g.Create(ctx, "user/runners", map[string]any{"runner_type": "instance_type", "description": description, "tag_list": tags})
}

func runnerPath(id int64) string { return fmt.Sprintf("runners/%d", id) }

func hasStatus(err error, status int) bool {
	refused, ok := errors.AsType[*sandbox.StatusError](err)

	return ok && refused.Status == status
}

// requests are requests to GitLab, as "GET /runners/1", sorted: Terraform works
// on several runners at once.
type requests []string

// requests are those since the journal was cleared, and how many of them may
// have changed something.
func (g *instance) requests(ctx context.Context) (all, writes requests, err error) {
	journal, err := g.ReadJournal(ctx)

	for _, request := range journal {
		all = append(all, request.String())
		if request.IsWrite() {
			writes = append(writes, request.String())
		}
	}

	return all, writes, err
}
