package assignment

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
)

// assign assigns a runner to a project. If an answer was lost, it succeeds if the
// runner is assigned: GitLab refuses a repeated request for that reason.
func assign(ctx context.Context, client *gitlabapi.Client, runner, project int64) error {
	err := client.AssignRunner(ctx, project, runner)

	failure, failed := errors.AsType[*gitlabapi.Error](err)
	if !failed {
		return err
	}

	if again := failure.Status == http.StatusBadRequest && failure.Attempts > 1; !again && !gitlabapi.Unanswered(err) {
		return err
	}

	if serves, readErr := client.ServesProject(ctx, project, runner); readErr != nil || !serves {
		return err
	}

	return nil
}

// errUnproven is the cause of an unassignment that GitLab answered with a 404,
// for a project that the caller cannot see.
var errUnproven = errors.New("the access token cannot see the project")

// unassign unassigns a runner from a project. It succeeds if the runner is not
// assigned, which a 404 proves to an administrator. To an ordinary user, GitLab
// answers 404 for a project that exists as well, so the runner has to be gone, or
// the project visible: then the 404 is about the assignment. Otherwise the error
// wraps [errUnproven].
func unassign(ctx context.Context, data *providerdata.Data, runner, project int64) error {
	err := data.Client.UnassignRunner(ctx, project, runner)
	if !gitlabapi.IsGone(err) {
		return err
	}

	if administrator, askErr := data.Administrator(ctx); askErr == nil && administrator {
		return nil
	}

	if _, readErr := data.Client.Runner(ctx, runner); gitlabapi.IsGone(readErr) {
		return nil
	}

	_, readErr := data.Client.Project(ctx, strconv.FormatInt(project, 10))
	if gitlabapi.IsGone(readErr) {
		return fmt.Errorf("%w: %w", errUnproven, err)
	}

	return readErr
}

// assignmentStatus is what the caller can know of an assignment.
type assignmentStatus int

const (
	absent assignmentStatus = iota
	present
	// hidden is an assignment that may exist, in a project that the caller cannot
	// see.
	hidden
)

// statusOf finds out whether a runner is assigned to a project. The details of
// the runner show only projects of which the caller is a member, so it lists the
// runners of the project if the details do not show it. GitLab answers alike for
// a deleted project and for a hidden one, except to an administrator.
func statusOf(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner, project int64) (assignmentStatus, error) {
	if _, found := runner.BelongsTo(project); found {
		return present, nil
	}

	serves, err := data.Client.ServesProject(ctx, project, runner.ID)

	switch {
	case serves:
		return present, nil
	case err == nil:
		return absent, nil
	case gitlabapi.HasStatus(err, http.StatusForbidden):
		return hidden, nil
	case !gitlabapi.IsGone(err):
		return absent, err
	}

	return statusOfHidden(ctx, data)
}

// statusOfHidden is the status for a project that GitLab answers with a 404,
// which proves to an administrator only that the project was deleted.
func statusOfHidden(ctx context.Context, data *providerdata.Data) (assignmentStatus, error) {
	administrator, err := data.Administrator(ctx)
	if administrator {
		return absent, nil
	}

	return hidden, err
}
