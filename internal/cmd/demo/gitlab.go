package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// instance is the emulated GitLab with an administrator's client: GitLab's own,
// so that what the provider says is checked without the provider's code.
type instance struct {
	url    string
	token  string
	api    *gitlab.Client
	server *http.Server
}

// serve starts an empty emulator on a free port.
func serve(ctx context.Context) (*instance, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}

	g := &instance{url: "http://" + listener.Addr().String(), token: "glpat-" + rand.Text()}
	g.server = &http.Server{
		Handler:           gitlabsim.New(gitlabsim.WithRootToken(g.token)),
		ReadHeaderTimeout: 10 * time.Second,
	}

	go func() { _ = g.server.Serve(listener) }() // it ends with close

	if g.api, err = gitlab.NewClient(g.token, gitlab.WithBaseURL(g.url)); err != nil {
		return nil, errors.Join(err, g.close())
	}

	return g, nil
}

func (g *instance) close() error { return g.server.Close() }

// prepare makes a group with a project, as there are in every GitLab.
func (g *instance) prepare(ctx context.Context) (*gitlab.Project, error) {
	group, _, err := g.api.Groups.CreateGroup(&gitlab.CreateGroupOptions{
		Name: gitlab.Ptr("Platform"), Path: gitlab.Ptr("platform"),
	}, gitlab.WithContext(ctx))
	if err != nil {
		return nil, fmt.Errorf("making a group: %w", err)
	}

	project, _, err := g.api.Projects.CreateProject(&gitlab.CreateProjectOptions{
		Name: gitlab.Ptr("API"), Path: gitlab.Ptr("api"), NamespaceID: &group.ID,
	}, gitlab.WithContext(ctx))
	if err != nil {
		return nil, fmt.Errorf("making a project: %w", err)
	}

	// The tokens of instance runners live for 40 days.
	request, err := g.api.NewRequest(http.MethodPut, "application/settings",
		map[string]int{"runner_token_expiration_interval": 40 * 24 * 60 * 60}, []gitlab.RequestOptionFunc{gitlab.WithContext(ctx)})
	if err != nil {
		return nil, err
	}

	if _, err := g.api.Do(request, nil); err != nil {
		return nil, fmt.Errorf("setting the expiry of tokens: %w", err)
	}

	return project, nil
}

// accepts asks GitLab as a runner's agent does.
func (g *instance) accepts(ctx context.Context, token string) (bool, error) {
	_, err := g.api.Runners.VerifyRegisteredRunner(&gitlab.VerifyRegisteredRunnerOptions{Token: &token}, gitlab.WithContext(ctx))

	var refused *gitlab.ErrorResponse
	if errors.As(err, &refused) && refused.Response.StatusCode == http.StatusForbidden {
		return false, nil
	}

	return err == nil, err
}

// runners are the numbers of all runners, in order.
func (g *instance) runners(ctx context.Context) ([]int64, error) {
	list, _, err := g.api.Runners.ListAllRunners(&gitlab.ListRunnersOptions{ListOptions: gitlab.ListOptions{PerPage: 100}}, gitlab.WithContext(ctx))
	if err != nil {
		return nil, fmt.Errorf("listing the runners: %w", err)
	}

	numbers := make([]int64, 0, len(list))
	for _, runner := range list {
		numbers = append(numbers, runner.ID)
	}

	slices.Sort(numbers)

	return numbers, nil
}

// look says in one line how GitLab shows a runner, as "group_type of group 1,
// tags large linux", and "gone" if there is none.
func (g *instance) look(ctx context.Context, number int64) (string, error) {
	runner, _, err := g.api.Runners.GetRunnerDetails(number, gitlab.WithContext(ctx))
	if errors.Is(err, gitlab.ErrNotFound) {
		return "gone", nil
	}

	if err != nil {
		return "", fmt.Errorf("looking at runner %d: %w", number, err)
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

// pauseAndTag is what an operator does in a hurry, on the runner's page.
func (g *instance) pauseAndTag(ctx context.Context, number int64, tags ...string) error {
	_, _, err := g.api.Runners.UpdateRunnerDetails(number, &gitlab.UpdateRunnerDetailsOptions{
		Paused: gitlab.Ptr(true), TagList: &tags,
	}, gitlab.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("pausing runner %d: %w", number, err)
	}

	return nil
}

// remove is the button next to it.
func (g *instance) remove(ctx context.Context, number int64) error {
	if _, err := g.api.Runners.RemoveRunner(number, gitlab.WithContext(ctx)); err != nil {
		return fmt.Errorf("deleting runner %d: %w", number, err)
	}

	return nil
}

// makeByHand makes an instance runner, as the admin area does.
func (g *instance) makeByHand(ctx context.Context, description string, tags ...string) (int64, error) {
	runner, _, err := g.api.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{
		RunnerType: gitlab.Ptr("instance_type"), Description: &description, TagList: &tags,
	}, gitlab.WithContext(ctx))
	if err != nil {
		return 0, fmt.Errorf("making a runner by hand: %w", err)
	}

	return runner.ID, nil
}
