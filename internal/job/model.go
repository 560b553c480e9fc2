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
	ID              int64   `tfsdk:"id"`
	Username        *string `tfsdk:"username"`
	PublicEmail     *string `tfsdk:"public_email"`
	Name            *string `tfsdk:"name"`
	State           *string `tfsdk:"state"`
	Locked          *bool   `tfsdk:"locked"`
	AvatarURL       *string `tfsdk:"avatar_url"`
	WebURL          *string `tfsdk:"web_url"`
	CreatedAt       *string `tfsdk:"created_at"`
	Bio             *string `tfsdk:"bio"`
	Location        *string `tfsdk:"location"`
	Skype           *string `tfsdk:"skype"`
	Linkedin        *string `tfsdk:"linkedin"`
	Twitter         *string `tfsdk:"twitter"`
	Discord         *string `tfsdk:"discord"`
	WebsiteURL      *string `tfsdk:"website_url"`
	Github          *string `tfsdk:"github"`
	JobTitle        *string `tfsdk:"job_title"`
	Pronouns        *string `tfsdk:"pronouns"`
	Organization    *string `tfsdk:"organization"`
	Bot             *bool   `tfsdk:"bot"`
	WorkInformation *string `tfsdk:"work_information"`
	Followers       *int64  `tfsdk:"followers"`
	Following       *int64  `tfsdk:"following"`
	IsFollowed      *bool   `tfsdk:"is_followed"`
	LocalTime       *string `tfsdk:"local_time"`
}

type commit struct {
	ID               string              `tfsdk:"id"`
	ShortID          *string             `tfsdk:"short_id"`
	ParentIDs        []string            `tfsdk:"parent_ids"`
	Title            *string             `tfsdk:"title"`
	Message          *string             `tfsdk:"message"`
	AuthorName       *string             `tfsdk:"author_name"`
	AuthorEmail      *string             `tfsdk:"author_email"`
	AuthoredDate     *string             `tfsdk:"authored_date"`
	CommitterName    *string             `tfsdk:"committer_name"`
	CommitterEmail   *string             `tfsdk:"committer_email"`
	CommittedDate    *string             `tfsdk:"committed_date"`
	CreatedAt        *string             `tfsdk:"created_at"`
	Trailers         map[string]string   `tfsdk:"trailers"`
	ExtendedTrailers map[string][]string `tfsdk:"extended_trailers"`
	WebURL           *string             `tfsdk:"web_url"`
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
		result.User = userFromAPI(*from)
	}

	if from := item.Commit; from != nil {
		result.Commit = commitFromAPI(*from)
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

func userFromAPI(from gitlabapi.JobUser) *user {
	return &user{
		ID: from.ID, Username: from.Username, PublicEmail: from.PublicEmail, Name: from.Name, State: from.State,
		Locked: from.Locked, AvatarURL: from.AvatarURL, WebURL: from.WebURL, CreatedAt: framework.FormatTime(from.CreatedAt),
		Bio: from.Bio, Location: from.Location, Skype: from.Skype, Linkedin: from.Linkedin, Twitter: from.Twitter,
		Discord: from.Discord, WebsiteURL: from.WebsiteURL, Github: from.Github, JobTitle: from.JobTitle,
		Pronouns: from.Pronouns, Organization: from.Organization, Bot: from.Bot, WorkInformation: from.WorkInformation,
		Followers: from.Followers, Following: from.Following, IsFollowed: from.IsFollowed, LocalTime: from.LocalTime,
	}
}

func commitFromAPI(from gitlabapi.Commit) *commit {
	return &commit{
		ID: from.ID, ShortID: from.ShortID, ParentIDs: from.ParentIDs, Title: from.Title, Message: from.Message,
		AuthorName: from.AuthorName, AuthorEmail: from.AuthorEmail, AuthoredDate: framework.FormatTime(from.AuthoredDate),
		CommitterName: from.CommitterName, CommitterEmail: from.CommitterEmail, CommittedDate: framework.FormatTime(from.CommittedDate),
		CreatedAt: framework.FormatTime(from.CreatedAt), Trailers: from.Trailers, ExtendedTrailers: from.ExtendedTrailers, WebURL: from.WebURL,
	}
}
