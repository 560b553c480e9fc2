package gitlabapi

import (
	"context"
	"iter"
	"time"
)

// JobRunning is the status of a job that a runner executes.
const JobRunning = "running"

// Job is a job that a runner executes or has executed.
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
	User           *JobUser        `json:"user"`
	Commit         *Commit         `json:"commit"`
	Pipeline       *Pipeline       `json:"pipeline"`
	Project        *ProjectDetails `json:"project"`
}

func (j Job) key() int64 { return j.ID }

func (j Job) missing() string { return missingID(j.ID) }

// JobUser is the user of a job, with as much of the profile as the release of
// GitLab and the rights of the caller show.
//
// See https://docs.gitlab.com/api/users/#retrieve-a-user.
type JobUser struct {
	BasicUser

	CreatedAt       *time.Time `json:"created_at"`
	Bio             *string    `json:"bio"`
	Location        *string    `json:"location"`
	Skype           *string    `json:"skype"`
	Linkedin        *string    `json:"linkedin"`
	Twitter         *string    `json:"twitter"`
	Discord         *string    `json:"discord"`
	WebsiteURL      *string    `json:"website_url"`
	Github          *string    `json:"github"`
	JobTitle        *string    `json:"job_title"`
	Pronouns        *string    `json:"pronouns"`
	Organization    *string    `json:"organization"`
	Bot             *bool      `json:"bot"`
	WorkInformation *string    `json:"work_information"`
	Followers       *int64     `json:"followers"`
	Following       *int64     `json:"following"`
	IsFollowed      *bool      `json:"is_followed"`
	LocalTime       *string    `json:"local_time"`
}

// Commit is the commit of a job.
type Commit struct {
	ID               string              `json:"id"`
	ShortID          *string             `json:"short_id"`
	ParentIDs        []string            `json:"parent_ids"`
	Title            *string             `json:"title"`
	Message          *string             `json:"message"`
	AuthorName       *string             `json:"author_name"`
	AuthorEmail      *string             `json:"author_email"`
	AuthoredDate     *time.Time          `json:"authored_date"`
	CommitterName    *string             `json:"committer_name"`
	CommitterEmail   *string             `json:"committer_email"`
	CommittedDate    *time.Time          `json:"committed_date"`
	CreatedAt        *time.Time          `json:"created_at"`
	Trailers         map[string]string   `json:"trailers"`
	ExtendedTrailers map[string][]string `json:"extended_trailers"`
	WebURL           *string             `json:"web_url"`
}

// Pipeline is the pipeline of a job.
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

// JobsQuery filters a list of jobs.
type JobsQuery struct {
	// Status is GitLab's status of a job.
	Status string `url:"status,omitempty"`
	// SystemID selects the jobs of one runner manager.
	SystemID string `url:"system_id,omitempty"`
	// Sort is the order by id, "asc" or "desc"; ascending if it is empty.
	Sort string `url:"sort"`

	// Whole says that the list is read to its end, so that its pages can be read
	// concurrently.
	Whole bool `url:"-"`

	OrderBy    string `url:"order_by"`
	Pagination string `url:"pagination"`
	PerPage    int    `url:"per_page"`
}

// RunnerJobs lists the jobs of a runner in the projects in which the caller is at
// least a Reporter. It requests keyset pagination; a GitLab that does not offer
// it for jobs ignores the parameter and uses page numbers.
func (c *Client) RunnerJobs(ctx context.Context, id int64, query JobsQuery) iter.Seq2[Job, error] {
	if query.Sort == "" {
		query.Sort = "asc"
	}

	query.OrderBy = "id"
	query.Pagination = "keyset"
	query.PerPage = perPage

	return list[Job]{c, runnerPath(id) + "/jobs", query, query.Whole}.rows(ctx)
}
