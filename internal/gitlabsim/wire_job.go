package gitlabsim

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// The JSON of jobs. Source: lib/api/entities/ci/job_basic_with_project.rb.

type jobView struct {
	ID             int64            `json:"id"`
	Status         string           `json:"status"`
	Stage          string           `json:"stage"`
	Name           string           `json:"name"`
	Ref            string           `json:"ref"`
	Tag            bool             `json:"tag"`
	Coverage       *float64         `json:"coverage"`
	AllowFailure   bool             `json:"allow_failure"`
	CreatedAt      timestamp        `json:"created_at"`
	StartedAt      *timestamp       `json:"started_at"`
	FinishedAt     *timestamp       `json:"finished_at"`
	ErasedAt       *timestamp       `json:"erased_at"`
	Duration       *float64         `json:"duration"`
	QueuedDuration *float64         `json:"queued_duration"`
	User           profileUser      `json:"user"`
	Commit         commitView       `json:"commit"`
	Pipeline       pipelineView     `json:"pipeline"`
	FailureReason  optional[string] `json:"failure_reason,omitzero"`
	WebURL         string           `json:"web_url"`
	Project        jobProject       `json:"project"`
}

type commitView struct {
	ID          string    `json:"id"`
	ShortID     string    `json:"short_id"`
	CreatedAt   timestamp `json:"created_at"`
	ParentIDs   []string  `json:"parent_ids"`
	Title       string    `json:"title"`
	Message     string    `json:"message"`
	AuthorName  string    `json:"author_name"`
	AuthorEmail string    `json:"author_email"`

	AuthoredDate     timestamp `json:"authored_date"`
	CommitterName    string    `json:"committer_name"`
	CommitterEmail   string    `json:"committer_email"`
	CommittedDate    timestamp `json:"committed_date"`
	Trailers         struct{}  `json:"trailers"`
	ExtendedTrailers struct{}  `json:"extended_trailers"`
	WebURL           string    `json:"web_url"`
}

// pipelineView is a job's pipeline.
// Unverified: pipeline members. Known for certain are id, sha, ref and status.
type pipelineView struct {
	ID        int64     `json:"id"`
	IID       int64     `json:"iid"`
	ProjectID int64     `json:"project_id"`
	SHA       string    `json:"sha"`
	Ref       string    `json:"ref"`
	Status    string    `json:"status"`
	Source    string    `json:"source"`
	CreatedAt timestamp `json:"created_at"`
	UpdatedAt timestamp `json:"updated_at"`
	WebURL    string    `json:"web_url"`
}

type jobProject struct {
	projectName

	JobTokenScope bool `json:"ci_job_token_scope_enabled"`
}

// commitID is made up from a number.
func commitID(number int64) string {
	sum := sha256.Sum256([]byte(strconv.FormatInt(number, 10)))

	return hex.EncodeToString(sum[:20])
}

// commitView gives every job a commit of its own, with one parent.
func (c *call) commitView(j *job, projectURL string) commitView {
	sha, title, at := commitID(j.id), "Commit of job "+strconv.FormatInt(j.id, 10), timestamp{j.createdAt}

	return commitView{
		ID: sha, ShortID: sha[:8], CreatedAt: at, ParentIDs: []string{commitID(j.id - 1)}, Title: title, Message: title,
		AuthorName: j.user.name, AuthorEmail: j.user.email, AuthoredDate: at,
		CommitterName: j.user.name, CommitterEmail: j.user.email, CommittedDate: at,
		WebURL: projectURL + "/-/commit/" + sha,
	}
}

// jobView gives every job a pipeline of its own, made up from its id.
func (c *call) jobView(j *job) jobView {
	p := c.basicProject(j.project)
	commit := c.commitView(j, p.WebURL)

	view := jobView{
		ID: j.id, Status: j.status, Stage: j.stage, Name: j.name, Ref: j.ref, Tag: j.tag, Coverage: j.coverage,
		CreatedAt: timestamp{j.createdAt}, StartedAt: stamp(j.startedAt), FinishedAt: stamp(j.finishedAt),
		Duration:       seconds(j.startedAt, j.finishedAt, c.now),
		QueuedDuration: seconds(&j.createdAt, j.startedAt, c.now),
		User:           c.profileUser(j.user),
		Commit:         commit,
		Pipeline: pipelineView{
			ID: j.id, IID: j.id, ProjectID: p.ID, SHA: commit.ID, Ref: j.ref, Status: j.status, Source: "push",
			CreatedAt: timestamp{j.createdAt}, UpdatedAt: timestamp{j.createdAt},
			WebURL: p.WebURL + "/-/pipelines/" + strconv.FormatInt(j.id, 10),
		},
		WebURL:  c.jobURL(j),
		Project: jobProject{projectName: p.projectName},
	}

	if j.status == "failed" {
		view.FailureReason = present("script_failure")
	}

	return view
}

// seconds between two moments, up to now without the second.
func seconds(from, to *time.Time, now time.Time) *float64 {
	if from == nil {
		return nil
	}

	if to == nil {
		to = &now
	}

	n := to.Sub(*from).Seconds()

	return &n
}
