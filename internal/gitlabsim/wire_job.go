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
	User           fullUser         `json:"user"`
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
	WebURL      string    `json:"web_url"`
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
	ID                int64     `json:"id"`
	Description       string    `json:"description"`
	Name              string    `json:"name"`
	NameWithNamespace string    `json:"name_with_namespace"`
	Path              string    `json:"path"`
	PathWithNamespace string    `json:"path_with_namespace"`
	CreatedAt         timestamp `json:"created_at"`
	JobTokenScope     bool      `json:"ci_job_token_scope_enabled"`
}

// jobView gives every job a pipeline and a commit of its own, made up from
// its id.
func (c *call) jobView(j *job) jobView {
	p := c.basicProject(j.project)
	sum := sha256.Sum256([]byte(strconv.FormatInt(j.id, 10)))
	sha := hex.EncodeToString(sum[:20])

	view := jobView{
		ID: j.id, Status: j.status, Stage: j.stage, Name: j.name, Ref: j.ref,
		CreatedAt: timestamp{j.createdAt}, StartedAt: stamp(j.startedAt), FinishedAt: stamp(j.finishedAt),
		Duration:       seconds(j.startedAt, j.finishedAt, c.now),
		QueuedDuration: seconds(&j.createdAt, j.startedAt, c.now),
		User:           c.fullUser(j.user),
		Commit: commitView{
			ID: sha, ShortID: sha[:8], CreatedAt: timestamp{j.createdAt}, ParentIDs: []string{},
			Title: "Commit of job " + strconv.FormatInt(j.id, 10), Message: "Commit of job " + strconv.FormatInt(j.id, 10),
			AuthorName: j.user.name, AuthorEmail: j.user.email, WebURL: p.WebURL + "/-/commit/" + sha,
		},
		Pipeline: pipelineView{
			ID: j.id, IID: j.id, ProjectID: p.ID, SHA: sha, Ref: j.ref, Status: j.status, Source: "push",
			CreatedAt: timestamp{j.createdAt}, UpdatedAt: timestamp{j.createdAt},
			WebURL: p.WebURL + "/-/pipelines/" + strconv.FormatInt(j.id, 10),
		},
		WebURL: c.jobURL(j),
		Project: jobProject{
			ID: p.ID, Description: p.Description, Name: p.Name, NameWithNamespace: p.NameWithNamespace,
			Path: p.Path, PathWithNamespace: p.PathWithNamespace, CreatedAt: p.CreatedAt,
		},
	}

	if j.status == "failed" {
		view.FailureReason = present("script_failure")
	}

	return view
}

// seconds between two moments; up to now while the second has not come.
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
