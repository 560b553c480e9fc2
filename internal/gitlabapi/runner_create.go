package gitlabapi

import (
	"cmp"
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// NewSettings are the settings of a runner to be created. GitLab's defaults apply
// to members that are empty.
type NewSettings struct {
	Description     string   `json:"description,omitempty"`
	Paused          bool     `json:"paused"`
	Locked          bool     `json:"locked"`
	RunUntagged     bool     `json:"run_untagged"`
	TagList         []string `json:"tag_list,omitempty"`
	AccessLevel     string   `json:"access_level,omitempty"`
	MaximumTimeout  *int64   `json:"maximum_timeout,omitempty"`
	MaintenanceNote string   `json:"maintenance_note,omitempty"`
}

// CreateRunner is a runner to be created.
type CreateRunner struct {
	RunnerType string `json:"runner_type"`
	GroupID    *int64 `json:"group_id,omitempty"`
	ProjectID  *int64 `json:"project_id,omitempty"`
	NewSettings
}

// CreatedRunner is the answer to a create. It is the only answer that contains the
// token.
type CreatedRunner struct {
	ID int64 `json:"id"`
	IssuedToken
}

func (c CreatedRunner) missing() string { return cmp.Or(missingID(c.ID), c.IssuedToken.missing()) }

// CreateRunner creates a runner. It is sent once: see [MayHaveActed] for what a
// failure can leave behind.
//
// See https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user.
func (c *Client) CreateRunner(ctx context.Context, runner CreateRunner) (CreatedRunner, error) {
	var created CreatedRunner

	logCreation(ctx, runner.NewSettings, "a "+runner.RunnerType+" runner")
	c.written.Store(true)

	answer, err := c.do(ctx, http.MethodPost, "user/runners", runner, &created)
	created.IssuedAt = answer.at

	return created, err
}

// logCreation logs a create before it is sent. If the process is killed before it
// can save the answer, this line helps to find the runner.
func logCreation(ctx context.Context, settings NewSettings, what string) {
	tflog.Info(ctx, "Creating "+what, map[string]any{
		"description": settings.Description, "tag_list": settings.TagList, "paused": settings.Paused,
	})
}
