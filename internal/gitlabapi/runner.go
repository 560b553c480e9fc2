package gitlabapi

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// The types a runner can have. None can be changed into another.
const (
	InstanceType = "instance_type"
	GroupType    = "group_type"
	ProjectType  = "project_type"
)

// ExecutionActive is the job_execution_status of a runner that runs a job.
const ExecutionActive = "active"

// Runner is a runner as the details show it. Lists leave out everything from
// TagList on.
//
// See https://docs.gitlab.com/api/runners/#retrieve-runner-details.
type Runner struct {
	ID                 int64      `json:"id"`
	Description        *string    `json:"description"`
	IPAddress          *string    `json:"ip_address"`
	Active             bool       `json:"active"`
	Paused             bool       `json:"paused"`
	IsShared           bool       `json:"is_shared"`
	RunnerType         string     `json:"runner_type"`
	Name               *string    `json:"name"`
	Online             *bool      `json:"online"`
	Status             string     `json:"status"`
	CreatedAt          *time.Time `json:"created_at"`
	CreatedBy          *BasicUser `json:"created_by"`
	JobExecutionStatus *string    `json:"job_execution_status"`

	TagList        []string   `json:"tag_list"`
	RunUntagged    bool       `json:"run_untagged"`
	Locked         bool       `json:"locked"`
	MaximumTimeout *int64     `json:"maximum_timeout"`
	AccessLevel    string     `json:"access_level"`
	Version        *string    `json:"version"`
	Revision       *string    `json:"revision"`
	Platform       *string    `json:"platform"`
	Architecture   *string    `json:"architecture"`
	ContactedAt    *time.Time `json:"contacted_at"`
	// MaintenanceNote is absent before GitLab 16.10, and null on newer ones
	// for who may not update the runner.
	MaintenanceNote Optional[string] `json:"maintenance_note"`
	// TokenExpiresAt is not in the details of the versions we know of; where a
	// server shows it, it is believed.
	TokenExpiresAt Optional[time.Time] `json:"token_expires_at"`
	// Projects holds what the caller may see; nil where GitLab left it out.
	Projects []Project `json:"projects"`
	Groups   []Group   `json:"groups"`

	// ReadAt is GitLab's time when it answered.
	ReadAt time.Time `json:"-"`
}

// BasicUser is a user as other things show one.
type BasicUser struct {
	ID          int64   `json:"id"`
	Username    *string `json:"username"`
	PublicEmail *string `json:"public_email"`
	Name        *string `json:"name"`
	State       *string `json:"state"`
	Locked      *bool   `json:"locked"`
	AvatarURL   *string `json:"avatar_url"`
	WebURL      *string `json:"web_url"`
}

// unlike says why it is not the runner that was asked for. It is strict about
// what a runner would be replaced for.
func (r Runner) unlike(id int64) string {
	switch {
	case r.ID != id:
		return fmt.Sprintf("it is about runner %d", r.ID)
	case r.RunnerType == "":
		return "it lacks the type of the runner"
	case r.RunnerType != InstanceType && r.RunnerType != GroupType && r.RunnerType != ProjectType:
		return fmt.Sprintf("%q is no type of a runner", r.RunnerType)
	default:
		return ""
	}
}

func (r Runner) missing() string {
	if r.ID <= 0 {
		return "an id"
	}

	for _, group := range r.Groups {
		if group.ID <= 0 {
			return "the id of a group"
		}
	}

	return missingAmong(r.Projects)
}

func (r Runner) key() int64 { return r.ID }

// BelongsTo looks for a project among those that the caller may see of the
// runner's.
func (r Runner) BelongsTo(project int64) (Project, bool) {
	for _, candidate := range r.Projects {
		if candidate.ID == project {
			return candidate, true
		}
	}

	return Project{}, false
}

// RunnerDetails is a runner with all that GitLab shows of its projects.
type RunnerDetails struct {
	Runner

	Projects []ProjectDetails `json:"projects"`
}

func (r RunnerDetails) missing() string {
	if what := r.Runner.missing(); what != "" {
		return what
	}

	return missingAmong(r.Projects)
}

// Group is the group of a group runner.
type Group struct {
	ID     int64   `json:"id"`
	Name   string  `json:"name"`
	WebURL *string `json:"web_url"`
}

// Runner reads a runner. Reads that may be a few minutes old are
// [Client.SharedRunner]'s.
//
// See https://docs.gitlab.com/api/runners/#retrieve-runner-details.
func (c *Client) Runner(ctx context.Context, id int64) (Runner, error) {
	var runner Runner

	answer, err := c.ofRunner(ctx, http.MethodGet, id, nil, &runner)
	runner.ReadAt = answer.at

	return runner, err
}

// RunnerDetails reads a runner's details, all of them.
//
// See https://docs.gitlab.com/api/runners/#retrieve-runner-details.
func (c *Client) RunnerDetails(ctx context.Context, id int64) (RunnerDetails, error) {
	var runner RunnerDetails

	answer, err := c.ofRunner(ctx, http.MethodGet, id, nil, &runner)
	runner.ReadAt = answer.at

	return runner, err
}

// UpdateRunner is what shall change; absent members stay as they are. A null
// timeout and an empty list, note or description clear the setting.
type UpdateRunner struct {
	Description     Optional[string] `json:"description,omitzero"`
	Paused          Optional[bool]   `json:"paused,omitzero"`
	Locked          Optional[bool]   `json:"locked,omitzero"`
	RunUntagged     Optional[bool]   `json:"run_untagged,omitzero"`
	TagList         []string         `json:"tag_list,omitzero"`
	AccessLevel     Optional[string] `json:"access_level,omitzero"`
	MaximumTimeout  Optional[int64]  `json:"maximum_timeout,omitzero"`
	MaintenanceNote Optional[string] `json:"maintenance_note,omitzero"`
}

// UpdateRunner changes a runner's settings. The answer of the newest versions
// leaves Projects out.
//
// See https://docs.gitlab.com/api/runners/#update-runner-details.
func (c *Client) UpdateRunner(ctx context.Context, id int64, change UpdateRunner) (Runner, error) {
	defer c.writes(id)()

	var runner Runner

	answer, err := c.ofRunner(ctx, http.MethodPut, id, change, &runner)
	runner.ReadAt = answer.at

	return runner, err
}

// ofRunner has GitLab answer with a runner, which has to be that one.
func (c *Client) ofRunner(ctx context.Context, method string, id int64, in, out any) (answer, error) {
	return c.send(ctx, &call{method: method, path: runnerPath(id), about: id, repeatable: true}, in, out)
}

// DeleteRunner deletes a runner with its managers, assignments and token.
//
// See https://docs.gitlab.com/api/runners/#delete-a-runner.
func (c *Client) DeleteRunner(ctx context.Context, id int64) error {
	defer c.writes(id)()

	_, err := c.do(ctx, http.MethodDelete, runnerPath(id), nil, nil)

	return err
}

func runnerPath(id int64) string {
	return fmt.Sprintf("runners/%d", id)
}
