package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/computed"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/settings"
)

// Schema implements [datasource.DataSource].
func (d *runnerDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := detailAttributes()
	attributes["id"] = schema.Int64Attribute{
		MarkdownDescription: descriptionID,
		Required:            true,
		Validators:          []validator.Int64{int64validator.AtLeast(1)},
	}

	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads a runner with all the fields that GitLab returns. Fields that your version of GitLab does not return are null, or empty if they are lists.\n\n" +
			"GitLab's documentation: [runner details](https://docs.gitlab.com/api/runners/#retrieve-runner-details).",
		Attributes: attributes,
	}
}

// detailAttributes is the schema of [details], all computed.
func detailAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                   computed.Int64(descriptionID),
		"runner_type":          computed.String(descriptionRunnerType),
		"description":          computed.String(settings.Description),
		"name":                 computed.String("The name that the runner reported when it was registered with a registration token."),
		"paused":               computed.Bool(settings.Paused),
		"active":               computed.Bool("The opposite of `paused`. Deprecated by GitLab."),
		"is_shared":            computed.Bool("Whether the runner is an instance runner."),
		"locked":               computed.Bool(settings.Locked),
		"run_untagged":         computed.Bool(settings.RunUntagged),
		"tag_list":             schema.SetAttribute{MarkdownDescription: settings.TagList, ElementType: types.StringType, Computed: true},
		"access_level":         computed.String(settings.AccessLevel),
		"maximum_timeout":      computed.Int64(settings.MaximumTimeout + " Null if only the timeouts of the projects apply."),
		"maintenance_note":     computed.String(settings.MaintenanceNote + " Null if there is none, or if you may not see it."),
		"status":               computed.String("The status: `online` (contacted GitLab within the last two hours), `offline`, `stale` (no contact for a week, or for three months before GitLab 17.1), `never_contacted`, or `paused`, which hides `online` and `offline`."),
		"online":               computed.Bool("Whether the runner contacted GitLab within the last two hours. Null if it never did."),
		"job_execution_status": computed.String("`active` if the runner is running a job, otherwise `idle`. Null if your version of GitLab does not report it."),
		"contacted_at":         computed.String("When a runner manager last contacted GitLab, in RFC 3339 format. Null if none ever did."),
		"created_at":           computed.String("When the runner was created, in RFC 3339 format. Null if your version of GitLab does not report it."),
		"ip_address":           computed.String("The IP address of the runner. Null since GitLab 17.0; see the data source `gitlabrunner_runner_managers` instead."),
		"version":              computed.String("The GitLab Runner version of the runner manager that contacted GitLab last. Null if none ever did."),
		"revision":             computed.String("The GitLab Runner revision of the runner manager that contacted GitLab last."),
		"platform":             computed.String("The operating system of the runner manager that contacted GitLab last."),
		"architecture":         computed.String("The processor architecture of the runner manager that contacted GitLab last."),
		"created_by": computed.Object("The user who created the runner. Null if you may not see that user, and if your version of GitLab does not report it.",
			map[string]schema.Attribute{
				"id":           computed.Int64("The ID of the user."),
				"username":     computed.String("The username."),
				"public_email": computed.String("The public email address of the user."),
				"name":         computed.String("The name of the user."),
				"state":        computed.String("The state of the user, such as `active` or `blocked`."),
				"locked":       computed.Bool("Whether the user is locked out."),
				"avatar_url":   computed.String("The URL of the user's avatar."),
				"web_url":      computed.String("The URL of the user's page."),
			}),
		"projects": computed.Objects("The projects a project runner is assigned to. Only projects that you may see are included; administrators see all of them.",
			projectAttributes()),
		"groups": computed.Objects("The group that a group runner belongs to.", map[string]schema.Attribute{
			"id":      computed.Int64("The ID of the group."),
			"name":    computed.String("The name of the group."),
			"web_url": computed.String("The URL of the group's page."),
		}),
	}
}

func projectAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                  computed.Int64("The ID of the project."),
		"description":         computed.String("The description of the project."),
		"name":                computed.String("The name of the project."),
		"name_with_namespace": computed.String("The name of the project, preceded by the names of its groups."),
		"path":                computed.String("The path of the project within its group."),
		"path_with_namespace": computed.String("The project's full path."),
		"created_at":          computed.String("When the project was created, in RFC 3339 format."),
		"default_branch":      computed.String("The default branch. Null if you may not read the code."),
		"topics":              schema.ListAttribute{MarkdownDescription: "The topics of the project.", ElementType: types.StringType, Computed: true},
		"ssh_url_to_repo":     computed.String("The URL for cloning the project over SSH."),
		"http_url_to_repo":    computed.String("The URL for cloning the project over HTTP."),
		"web_url":             computed.String("The URL of the project's page."),
		"readme_url":          computed.String("The URL of the readme. Null if you may not read the code."),
		"forks_count":         computed.Int64("The number of forks. Null if you may not read the code."),
		"avatar_url":          computed.String("The URL of the project's avatar."),
		"star_count":          computed.Int64("The number of stars."),
		"last_activity_at":    computed.String("When the project was last active, in RFC 3339 format."),
		"repository_storage":  computed.String("The storage that holds the repository. Null unless you are an administrator."),
		"namespace": computed.Object("The group or user that the project belongs to.",
			map[string]schema.Attribute{
				"id":         computed.Int64("The ID of the namespace."),
				"name":       computed.String("The name of the namespace."),
				"path":       computed.String("The last part of the path."),
				"kind":       computed.String("`group` or `user`."),
				"full_path":  computed.String("The full path."),
				"parent_id":  computed.Int64("The ID of the parent group."),
				"avatar_url": computed.String("The URL of the avatar."),
				"web_url":    computed.String("The URL of the page."),
			}),
	}
}
