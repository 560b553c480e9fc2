package gitlabapi

import (
	"context"
	"iter"
	"time"
)

// JobRunning is the status of a job that a runner works on.
const JobRunning = "running"

// Job is a job that a runner has or had.
//
// See https://docs.gitlab.com/api/runners/#list-all-jobs-processed-by-a-runner.
type Job struct {
	ID             int64           `json:"id"`
	Status         string          `json:"status"`
	Stage          *string         `json:"stage"`
	Name           string          `json:"name"`
	Ref            *string         `json:"ref"`
	Tag            *bool           `json:"tag"`
	Coverage       *float64        `json:"coverage"`
	AllowFailure   *bool           `json:"allow_failure"`
	CreatedAt      *time.Time      `json:"created_at"`
	StartedAt      *time.Time      `json:"started_at"`
	FinishedAt     *time.Time      `json:"finished_at"`
	ErasedAt       *time.Time      `json:"erased_at"`
	Duration       *float64        `json:"duration"`
	QueuedDuration *float64        `json:"queued_duration"`
	FailureReason  *string         `json:"failure_reason"`
	WebURL         string          `json:"web_url"`
	User           *BasicUser      `json:"user"`
	Commit         *Commit         `json:"commit"`
	Pipeline       *Pipeline       `json:"pipeline"`
	Project        *ProjectDetails `json:"project"`
}

func (j Job) key() int64 { return j.ID }

func (j Job) missing() string { return missingID(j.ID) }

// Commit is what a job was run for.
type Commit struct {
	ID          string     `json:"id"`
	ShortID     *string    `json:"short_id"`
	Title       *string    `json:"title"`
	Message     *string    `json:"message"`
	AuthorName  *string    `json:"author_name"`
	AuthorEmail *string    `json:"author_email"`
	CreatedAt   *time.Time `json:"created_at"`
	WebURL      *string    `json:"web_url"`
}

// Pipeline is what a job is part of.
type Pipeline struct {
	ID        int64      `json:"id"`
	IID       *int64     `json:"iid"`
	ProjectID *int64     `json:"project_id"`
	SHA       *string    `json:"sha"`
	Ref       *string    `json:"ref"`
	Status    *string    `json:"status"`
	Source    *string    `json:"source"`
	CreatedAt *time.Time `json:"created_at"`
	UpdatedAt *time.Time `json:"updated_at"`
	WebURL    *string    `json:"web_url"`
}

// JobsQuery narrows a list of jobs.
type JobsQuery struct {
	// Status is one of GitLab's words for a job's state.
	Status string `url:"status,omitempty"`
	// SystemID picks the jobs of one runner manager.
	SystemID string `url:"system_id,omitempty"`
	// Sort is the order by id, "asc" or "desc"; ascending where it is empty.
	Sort string `url:"sort"`

	// Whole says that the list will be read to its end, so that its pages can be
	// read side by side.
	Whole bool `url:"-"`

	OrderBy    string `url:"order_by"`
	Pagination string `url:"pagination"`
	PerPage    int    `url:"per_page"`
}

// RunnerJobs lists the jobs of a runner, of those projects in which the caller
// is at least a Reporter. It pages by keyset; a GitLab that does not offer that
// for jobs ignores the wish and pages by number.
func (c *Client) RunnerJobs(ctx context.Context, id int64, query JobsQuery) iter.Seq2[Job, error] {
	if query.Sort == "" {
		query.Sort = "asc"
	}

	query.OrderBy = "id"
	query.Pagination = "keyset"
	query.PerPage = perPage

	return list[Job]{c, runnerPath(id) + "/jobs", query, query.Whole}.rows(ctx)
}
