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

func (r *Runner) complete() bool { return r.ID > 0 }

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

// Project is which project it is, and all that assignments need to know of it:
// a fleet has many.
type Project struct {
	ID                int64  `json:"id"`
	PathWithNamespace string `json:"path_with_namespace"`
}

// ProjectDetails is a project as other things show it. GitLab leaves out what
// the caller may not see.
type ProjectDetails struct {
	ID                int64      `json:"id"`
	Description       *string    `json:"description"`
	Name              string     `json:"name"`
	NameWithNamespace string     `json:"name_with_namespace"`
	Path              string     `json:"path"`
	PathWithNamespace string     `json:"path_with_namespace"`
	CreatedAt         *time.Time `json:"created_at"`
	DefaultBranch     *string    `json:"default_branch"`
	Topics            []string   `json:"topics"`
	SSHURLToRepo      *string    `json:"ssh_url_to_repo"`
	HTTPURLToRepo     *string    `json:"http_url_to_repo"`
	WebURL            *string    `json:"web_url"`
	ReadmeURL         *string    `json:"readme_url"`
	ForksCount        *int64     `json:"forks_count"`
	AvatarURL         *string    `json:"avatar_url"`
	StarCount         *int64     `json:"star_count"`
	LastActivityAt    *time.Time `json:"last_activity_at"`
	RepositoryStorage *string    `json:"repository_storage"`
	Namespace         *Namespace `json:"namespace"`
	// CIJobTokenScopeEnabled is shown with jobs only.
	CIJobTokenScopeEnabled *bool `json:"ci_job_token_scope_enabled"`
}

// Namespace is where a project lives.
type Namespace struct {
	ID        int64   `json:"id"`
	Name      string  `json:"name"`
	Path      string  `json:"path"`
	Kind      string  `json:"kind"`
	FullPath  string  `json:"full_path"`
	ParentID  *int64  `json:"parent_id"`
	AvatarURL *string `json:"avatar_url"`
	WebURL    *string `json:"web_url"`
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

	answer, err := c.do(ctx, http.MethodGet, runnerPath(id), nil, &runner)
	runner.ReadAt = answer.at

	return runner, err
}

// RunnerDetails reads a runner's details, all of them.
//
// See https://docs.gitlab.com/api/runners/#retrieve-runner-details.
func (c *Client) RunnerDetails(ctx context.Context, id int64) (RunnerDetails, error) {
	var runner RunnerDetails

	answer, err := c.do(ctx, http.MethodGet, runnerPath(id), nil, &runner)
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

	answer, err := c.do(ctx, http.MethodPut, runnerPath(id), change, &runner)
	runner.ReadAt = answer.at

	return runner, err
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
