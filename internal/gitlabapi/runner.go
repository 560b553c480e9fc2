package gitlabapi

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// The types of runners. The type of a runner never changes.
const (
	InstanceType = "instance_type"
	GroupType    = "group_type"
	ProjectType  = "project_type"
)

// ExecutionActive is the job_execution_status of a runner that executes a job.
const ExecutionActive = "active"

// Runner is a runner as its details show it. Lists omit all members from TagList
// on.
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
	// MaintenanceNote is absent before GitLab 16.10, and null on newer versions if
	// the caller may not update the runner.
	MaintenanceNote Optional[string] `json:"maintenance_note"`
	// TokenExpiresAt is in the details from about GitLab 19.5 on.
	// Unverified: which release has it is known from GitLab's issues only.
	TokenExpiresAt Optional[time.Time] `json:"token_expires_at"`
	// Projects are those that the caller may see, nil if GitLab omitted the member.
	Projects []Project `json:"projects"`
	Groups   []Group   `json:"groups"`

	// ReadAt is GitLab's time when it answered.
	ReadAt time.Time `json:"-"`
}

// BasicUser is a user as runners and jobs show it.
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

// mismatch describes why this is not the requested runner. It is strict about the
// type, because another type replaces the runner.
func (r Runner) mismatch(id int64) string {
	switch {
	case r.ID != id:
		return fmt.Sprintf("it is about runner %d", r.ID)
	case r.RunnerType == "":
		return "it lacks the type of the runner"
	case r.RunnerType != InstanceType && r.RunnerType != GroupType && r.RunnerType != ProjectType:
		return fmt.Sprintf("%q is not a runner type", r.RunnerType)
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

// BelongsTo looks for a project among the runner's projects that the caller may
// see.
func (r Runner) BelongsTo(project int64) (Project, bool) {
	for _, candidate := range r.Projects {
		if candidate.ID == project {
			return candidate, true
		}
	}

	return Project{}, false
}

// RunnerDetails is a runner with all details of its projects.
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

// Runner reads a runner. [Client.SharedRunner] is for a result that may be a few
// minutes old.
//
// See https://docs.gitlab.com/api/runners/#retrieve-runner-details.
func (c *Client) Runner(ctx context.Context, id int64) (Runner, error) {
	var runner Runner

	answer, err := c.ofRunner(ctx, http.MethodGet, id, nil, &runner)
	runner.ReadAt = answer.at

	return runner, err
}

// RunnerDetails reads a runner with all details of its projects.
//
// See https://docs.gitlab.com/api/runners/#retrieve-runner-details.
func (c *Client) RunnerDetails(ctx context.Context, id int64) (RunnerDetails, error) {
	var runner RunnerDetails

	answer, err := c.ofRunner(ctx, http.MethodGet, id, nil, &runner)
	runner.ReadAt = answer.at

	return runner, err
}

// UpdateRunner are the settings to change; absent members stay as they are. A null
// timeout and an empty list, note or description clear the setting.
type UpdateRunner struct {
	Description     Optional[string]   `json:"description,omitzero"`
	Paused          Optional[bool]     `json:"paused,omitzero"`
	Locked          Optional[bool]     `json:"locked,omitzero"`
	RunUntagged     Optional[bool]     `json:"run_untagged,omitzero"`
	TagList         Optional[[]string] `json:"tag_list,omitzero"`
	AccessLevel     Optional[string]   `json:"access_level,omitzero"`
	MaximumTimeout  Optional[int64]    `json:"maximum_timeout,omitzero"`
	MaintenanceNote Optional[string]   `json:"maintenance_note,omitzero"`
}

// UpdateRunner changes settings of a runner. The newest versions of GitLab omit
// Projects in the answer.
//
// See https://docs.gitlab.com/api/runners/#update-runner-details.
func (c *Client) UpdateRunner(ctx context.Context, id int64, change UpdateRunner) (Runner, error) {
	defer c.writes(id)()

	var runner Runner

	answer, err := c.ofRunner(ctx, http.MethodPut, id, change, &runner)
	runner.ReadAt = answer.at

	return runner, err
}

// ofRunner sends a request whose answer must be this runner.
func (c *Client) ofRunner(ctx context.Context, method string, id int64, in, out any) (answer, error) {
	return c.send(ctx, &call{method: method, path: runnerPath(id), about: id, idempotent: true}, in, out)
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
