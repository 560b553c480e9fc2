package gitlabapi

import (
	"context"
	"errors"
	"slices"
	"time"
)

// The age at which the result of a shared read is no longer used.
const (
	// maxRunnerAge lets a refresh of ten thousand runners, which takes five
	// minutes at GitLab.com's two thousand requests per minute, read none twice.
	maxRunnerAge = 10 * time.Minute
	// maxProjectAge is shorter, because the id that a path stands for decides
	// where an assignment is written.
	maxProjectAge = time.Minute
)

// SharedRunner is [Client.Runner] for objects that read the same runner:
// concurrent reads of one runner share one request, and later ones are answered
// from memory until the result is ten minutes old (ReadAt is its moment) or this
// client writes to the runner. Changes by other clients go unnoticed meanwhile,
// so a decision about a write needs [Client.Runner]. Errors are not kept.
//
// The caller must not change the runner, which is shared.
func (c *Client) SharedRunner(ctx context.Context, id int64) (Runner, error) {
	return c.runners.get(ctx, id)
}

// SharedRunnerDetails is [Client.RunnerDetails], shared as [Client.SharedRunner]
// is, for lists that contain the same runner.
func (c *Client) SharedRunnerDetails(ctx context.Context, id int64) (RunnerDetails, error) {
	return c.details.get(ctx, id)
}

// SharedProject is [Client.Project], shared as [Client.SharedRunner] is, for a
// minute.
func (c *Client) SharedProject(ctx context.Context, project string) (Project, error) {
	return c.projects.get(ctx, project)
}

// RequireToken returns the error of every call that carries an access token if none
// is configured.
func (c *Client) RequireToken() error {
	if !errors.Is(c.config.Unusable, ErrNoToken) {
		return nil
	}

	return &Error{Err: c.config.Unusable}
}

// HasWritten reports whether this client has begun to write to a runner. A plan
// never writes, so this is an apply then.
func (c *Client) HasWritten() bool { return c.written.Load() }

// writes begins a write to a runner. Its cached details are forgotten now,
// because GitLab may act at any moment, and at the end of the write, whatever its
// outcome, because details that were read meanwhile may be from before.
func (c *Client) writes(runner int64) (ended func()) {
	c.written.Store(true)
	c.forget(runner)

	return func() { c.forget(runner) }
}

func (c *Client) forget(runner int64) {
	c.runners.forget(runner)
	c.details.forget(runner)
}

// readShared reads a runner whose lists have no spare capacity, so that an append
// by one reader does not write into the list of another.
func (c *Client) readShared(ctx context.Context, id int64) (Runner, error) {
	runner, err := c.Runner(ctx, id)
	runner.Projects = slices.Clip(runner.Projects)
	runner.Groups = slices.Clip(runner.Groups)
	runner.TagList = slices.Clip(runner.TagList)

	return runner, err
}
