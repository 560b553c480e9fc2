package gitlabapi

import (
	"context"
	"iter"
)

// Job is a job that a runner has or had.
type Job struct {
	ID     int64  `json:"id"`
	Status string `json:"status"`
	Name   string `json:"name"`
	WebURL string `json:"web_url"`
}

// JobsQuery narrows a list of jobs.
type JobsQuery struct {
	// Status is one of GitLab's words for a job's state.
	Status string `url:"status,omitempty"`

	PerPage int `url:"per_page"`
}

// JobRunning is the status of a job that a runner works on.
const JobRunning = "running"

// RunnerJobs lists the jobs of a runner, of those projects in which the caller
// is at least a Reporter.
//
// See https://docs.gitlab.com/api/runners/#list-all-jobs-processed-by-a-runner.
func (c *Client) RunnerJobs(ctx context.Context, id int64, query JobsQuery) iter.Seq2[Job, error] {
	query.PerPage = perPage

	return pages[Job](ctx, c, runnerPath(id)+"/jobs", query)
}
