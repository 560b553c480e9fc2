package runner

import (
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// details are all fields of a runner, for reading only. A pointer is null
// where GitLab says null or leaves the field out.
type details struct {
	ID                 int64     `tfsdk:"id"`
	RunnerType         string    `tfsdk:"runner_type"`
	Description        *string   `tfsdk:"description"`
	Name               *string   `tfsdk:"name"`
	Paused             bool      `tfsdk:"paused"`
	Active             bool      `tfsdk:"active"`
	IsShared           bool      `tfsdk:"is_shared"`
	Locked             *bool     `tfsdk:"locked"`
	RunUntagged        *bool     `tfsdk:"run_untagged"`
	TagList            []string  `tfsdk:"tag_list"`
	AccessLevel        *string   `tfsdk:"access_level"`
	MaximumTimeout     *int64    `tfsdk:"maximum_timeout"`
	MaintenanceNote    *string   `tfsdk:"maintenance_note"`
	TokenExpiresAt     *string   `tfsdk:"token_expires_at"`
	Status             string    `tfsdk:"status"`
	Online             *bool     `tfsdk:"online"`
	JobExecutionStatus *string   `tfsdk:"job_execution_status"`
	ContactedAt        *string   `tfsdk:"contacted_at"`
	CreatedAt          *string   `tfsdk:"created_at"`
	CreatedBy          *creator  `tfsdk:"created_by"`
	IPAddress          *string   `tfsdk:"ip_address"`
	Version            *string   `tfsdk:"version"`
	Revision           *string   `tfsdk:"revision"`
	Platform           *string   `tfsdk:"platform"`
	Architecture       *string   `tfsdk:"architecture"`
	Projects           []project `tfsdk:"projects"`
	Groups             []group   `tfsdk:"groups"`
}

type creator struct {
	ID          int64   `tfsdk:"id"`
	Username    *string `tfsdk:"username"`
	PublicEmail *string `tfsdk:"public_email"`
	Name        *string `tfsdk:"name"`
	State       *string `tfsdk:"state"`
	Locked      *bool   `tfsdk:"locked"`
	AvatarURL   *string `tfsdk:"avatar_url"`
	WebURL      *string `tfsdk:"web_url"`
}

type project struct {
	ID                int64             `tfsdk:"id"`
	Description       *string           `tfsdk:"description"`
	Name              string            `tfsdk:"name"`
	NameWithNamespace string            `tfsdk:"name_with_namespace"`
	Path              string            `tfsdk:"path"`
	PathWithNamespace string            `tfsdk:"path_with_namespace"`
	CreatedAt         *string           `tfsdk:"created_at"`
	DefaultBranch     *string           `tfsdk:"default_branch"`
	Topics            []string          `tfsdk:"topics"`
	SSHURLToRepo      *string           `tfsdk:"ssh_url_to_repo"`
	HTTPURLToRepo     *string           `tfsdk:"http_url_to_repo"`
	WebURL            *string           `tfsdk:"web_url"`
	ReadmeURL         *string           `tfsdk:"readme_url"`
	ForksCount        *int64            `tfsdk:"forks_count"`
	AvatarURL         *string           `tfsdk:"avatar_url"`
	StarCount         *int64            `tfsdk:"star_count"`
	LastActivityAt    *string           `tfsdk:"last_activity_at"`
	RepositoryStorage *string           `tfsdk:"repository_storage"`
	Visibility        *string           `tfsdk:"visibility"`
	Namespace         *projectNamespace `tfsdk:"namespace"`
}

type projectNamespace struct {
	ID        int64   `tfsdk:"id"`
	Name      string  `tfsdk:"name"`
	Path      string  `tfsdk:"path"`
	Kind      string  `tfsdk:"kind"`
	FullPath  string  `tfsdk:"full_path"`
	ParentID  *int64  `tfsdk:"parent_id"`
	AvatarURL *string `tfsdk:"avatar_url"`
	WebURL    *string `tfsdk:"web_url"`
}

type group struct {
	ID     int64   `tfsdk:"id"`
	Name   string  `tfsdk:"name"`
	WebURL *string `tfsdk:"web_url"`
}

// listedFromAPI maps a runner of a list, which shows less than its details.
func listedFromAPI(runner gitlabapi.Runner) details {
	return details{
		ID:                 runner.ID,
		RunnerType:         runner.RunnerType,
		Description:        runner.Description,
		Name:               runner.Name,
		Paused:             runner.Paused,
		Active:             runner.Active,
		IsShared:           runner.IsShared,
		Status:             runner.Status,
		Online:             runner.Online,
		JobExecutionStatus: runner.JobExecutionStatus,
		CreatedAt:          framework.FormatTime(runner.CreatedAt),
		CreatedBy:          (*creator)(runner.CreatedBy),
		IPAddress:          framework.NullIfEmpty(runner.IPAddress),
	}
}

// detailsFromAPI maps a runner's details. Lists are never null in them, so
// that a configuration can walk them without a look.
func detailsFromAPI(runner gitlabapi.RunnerDetails) details {
	result := listedFromAPI(runner.Runner)
	result.Locked = &runner.Locked
	result.RunUntagged = &runner.RunUntagged
	result.TagList = append([]string{}, runner.TagList...)
	result.AccessLevel = &runner.AccessLevel
	result.MaximumTimeout = runner.MaximumTimeout
	result.MaintenanceNote = runner.MaintenanceNote.Value
	result.TokenExpiresAt = framework.FormatTime(runner.TokenExpiresAt.Value)
	result.ContactedAt = framework.FormatTime(runner.ContactedAt)
	result.Version = framework.NullIfEmpty(runner.Version)
	result.Revision = framework.NullIfEmpty(runner.Revision)
	result.Platform = framework.NullIfEmpty(runner.Platform)
	result.Architecture = framework.NullIfEmpty(runner.Architecture)
	result.Projects = make([]project, 0, len(runner.Projects))
	result.Groups = make([]group, 0, len(runner.Groups))

	for _, item := range runner.Projects {
		result.Projects = append(result.Projects, projectFromAPI(item))
	}

	for _, item := range runner.Groups {
		result.Groups = append(result.Groups, group(item))
	}

	return result
}

func projectFromAPI(item gitlabapi.ProjectDetails) project {
	return project{
		ID:                item.ID,
		Description:       item.Description,
		Name:              item.Name,
		NameWithNamespace: item.NameWithNamespace,
		Path:              item.Path,
		PathWithNamespace: item.PathWithNamespace,
		CreatedAt:         framework.FormatTime(item.CreatedAt),
		DefaultBranch:     item.DefaultBranch,
		Topics:            append([]string{}, item.Topics...),
		SSHURLToRepo:      item.SSHURLToRepo,
		HTTPURLToRepo:     item.HTTPURLToRepo,
		WebURL:            item.WebURL,
		ReadmeURL:         item.ReadmeURL,
		ForksCount:        item.ForksCount,
		AvatarURL:         item.AvatarURL,
		StarCount:         item.StarCount,
		LastActivityAt:    framework.FormatTime(item.LastActivityAt),
		RepositoryStorage: item.RepositoryStorage,
		Visibility:        item.Visibility,
		Namespace:         (*projectNamespace)(item.Namespace),
	}
}
