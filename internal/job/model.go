package job

import (
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

type job struct {
	ID             int64     `tfsdk:"id"`
	Status         string    `tfsdk:"status"`
	Stage          *string   `tfsdk:"stage"`
	Name           string    `tfsdk:"name"`
	Ref            *string   `tfsdk:"ref"`
	Tag            *bool     `tfsdk:"tag"`
	Coverage       *float64  `tfsdk:"coverage"`
	AllowFailure   *bool     `tfsdk:"allow_failure"`
	CreatedAt      *string   `tfsdk:"created_at"`
	StartedAt      *string   `tfsdk:"started_at"`
	FinishedAt     *string   `tfsdk:"finished_at"`
	ErasedAt       *string   `tfsdk:"erased_at"`
	Duration       *float64  `tfsdk:"duration"`
	QueuedDuration *float64  `tfsdk:"queued_duration"`
	FailureReason  *string   `tfsdk:"failure_reason"`
	WebURL         string    `tfsdk:"web_url"`
	User           *user     `tfsdk:"user"`
	Commit         *commit   `tfsdk:"commit"`
	Pipeline       *pipeline `tfsdk:"pipeline"`
	Project        *project  `tfsdk:"project"`
}

type user struct {
	ID       int64   `tfsdk:"id"`
	Username *string `tfsdk:"username"`
	Name     *string `tfsdk:"name"`
	State    *string `tfsdk:"state"`
	WebURL   *string `tfsdk:"web_url"`
}

type commit struct {
	ID          string  `tfsdk:"id"`
	ShortID     *string `tfsdk:"short_id"`
	Title       *string `tfsdk:"title"`
	Message     *string `tfsdk:"message"`
	AuthorName  *string `tfsdk:"author_name"`
	AuthorEmail *string `tfsdk:"author_email"`
	CreatedAt   *string `tfsdk:"created_at"`
	WebURL      *string `tfsdk:"web_url"`
}

type pipeline struct {
	ID        int64   `tfsdk:"id"`
	IID       *int64  `tfsdk:"iid"`
	ProjectID *int64  `tfsdk:"project_id"`
	SHA       *string `tfsdk:"sha"`
	Ref       *string `tfsdk:"ref"`
	Status    *string `tfsdk:"status"`
	Source    *string `tfsdk:"source"`
	CreatedAt *string `tfsdk:"created_at"`
	UpdatedAt *string `tfsdk:"updated_at"`
	WebURL    *string `tfsdk:"web_url"`
}

type project struct {
	ID                     int64   `tfsdk:"id"`
	Description            *string `tfsdk:"description"`
	Name                   string  `tfsdk:"name"`
	NameWithNamespace      string  `tfsdk:"name_with_namespace"`
	Path                   string  `tfsdk:"path"`
	PathWithNamespace      string  `tfsdk:"path_with_namespace"`
	CreatedAt              *string `tfsdk:"created_at"`
	CIJobTokenScopeEnabled *bool   `tfsdk:"ci_job_token_scope_enabled"`
}

func fromAPI(item gitlabapi.Job) job {
	result := job{
		ID:             item.ID,
		Status:         item.Status,
		Stage:          item.Stage,
		Name:           item.Name,
		Ref:            item.Ref,
		Tag:            item.Tag,
		Coverage:       item.Coverage,
		AllowFailure:   item.AllowFailure,
		CreatedAt:      framework.FormatTime(item.CreatedAt),
		StartedAt:      framework.FormatTime(item.StartedAt),
		FinishedAt:     framework.FormatTime(item.FinishedAt),
		ErasedAt:       framework.FormatTime(item.ErasedAt),
		Duration:       item.Duration,
		QueuedDuration: item.QueuedDuration,
		FailureReason:  item.FailureReason,
		WebURL:         item.WebURL,
	}

	if from := item.User; from != nil {
		result.User = &user{ID: from.ID, Username: from.Username, Name: from.Name, State: from.State, WebURL: from.WebURL}
	}

	if from := item.Commit; from != nil {
		result.Commit = &commit{
			ID: from.ID, ShortID: from.ShortID, Title: from.Title, Message: from.Message,
			AuthorName: from.AuthorName, AuthorEmail: from.AuthorEmail, CreatedAt: framework.FormatTime(from.CreatedAt), WebURL: from.WebURL,
		}
	}

	if from := item.Pipeline; from != nil {
		result.Pipeline = &pipeline{
			ID: from.ID, IID: from.IID, ProjectID: from.ProjectID, SHA: from.SHA, Ref: from.Ref, Status: from.Status, Source: from.Source,
			CreatedAt: framework.FormatTime(from.CreatedAt), UpdatedAt: framework.FormatTime(from.UpdatedAt), WebURL: from.WebURL,
		}
	}

	if from := item.Project; from != nil {
		result.Project = &project{
			ID: from.ID, Description: from.Description, Name: from.Name, NameWithNamespace: from.NameWithNamespace,
			Path: from.Path, PathWithNamespace: from.PathWithNamespace, CreatedAt: framework.FormatTime(from.CreatedAt),
			CIJobTokenScopeEnabled: from.CIJobTokenScopeEnabled,
		}
	}

	return result
}
