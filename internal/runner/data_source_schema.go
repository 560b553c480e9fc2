package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
)

func (d *runnerDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := detailAttributes()
	attributes["id"] = schema.Int64Attribute{
		CustomType:          framework.WholeNumber{},
		MarkdownDescription: descriptionID,
		Required:            true,
		Validators:          []validator.Int64{framework.IDValidator()},
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
		"id":                   framework.ComputedInt64(descriptionID),
		"runner_type":          framework.ComputedString(descriptionRunnerType),
		"description":          framework.ComputedString(runnermodel.Description),
		"name":                 framework.ComputedString("The name that the runner reported when it was registered with a registration token."),
		"paused":               framework.ComputedBool(runnermodel.Paused),
		"active":               framework.ComputedBool("The opposite of `paused`. Deprecated by GitLab."),
		"is_shared":            framework.ComputedBool("Whether the runner is an instance runner."),
		"locked":               framework.ComputedBool(runnermodel.Locked),
		"run_untagged":         framework.ComputedBool(runnermodel.RunUntagged),
		"tag_list":             schema.SetAttribute{MarkdownDescription: runnermodel.TagList, ElementType: types.StringType, Computed: true},
		"access_level":         framework.ComputedString(runnermodel.AccessLevel),
		"maximum_timeout":      framework.ComputedInt64(runnermodel.MaximumTimeout + " Null if only the timeouts of the projects apply."),
		"maintenance_note":     framework.ComputedString(runnermodel.MaintenanceNote + " Null if there is none, or if you may not see it."),
		"token_expires_at":     framework.ComputedTime("The time when the authentication token of the runner expires, in RFC 3339 format. Null if it does not expire, and before about GitLab 19.5, which does not report it."),
		"status":               framework.ComputedString("The status: `online` (contacted GitLab within the last two hours), `offline`, `stale` (no contact for a week, or for three months before GitLab 17.1), `never_contacted`, or `paused`, which hides `online` and `offline`."),
		"online":               framework.ComputedBool("Whether the runner contacted GitLab within the last two hours. Null if it never did."),
		"job_execution_status": framework.ComputedString("The activity of the runner: `active` if it is running a job, otherwise `idle`. Null if your version of GitLab does not report it."),
		"contacted_at":         framework.ComputedTime("The time when a runner manager last contacted GitLab, in RFC 3339 format. Null if none ever did."),
		"created_at":           framework.ComputedTime("The time when the runner was created, in RFC 3339 format. Null if your version of GitLab does not report it."),
		"ip_address":           framework.ComputedString("The IP address of the runner. Null since GitLab 17.0; see the data source `gitlabrunner_runner_managers` instead."),
		"version":              framework.ComputedString("The GitLab Runner version of the runner manager that contacted GitLab last. Null if none ever did."),
		"revision":             framework.ComputedString("The GitLab Runner revision of the runner manager that contacted GitLab last."),
		"platform":             framework.ComputedString("The operating system of the runner manager that contacted GitLab last."),
		"architecture":         framework.ComputedString("The processor architecture of the runner manager that contacted GitLab last."),
		"created_by": framework.ComputedObject("The user that created the runner. Null if you may not see that user, and if your version of GitLab does not report it.",
			map[string]schema.Attribute{
				"id":           framework.ComputedInt64("The ID of the user."),
				"username":     framework.ComputedString("The username."),
				"public_email": framework.ComputedString("The public email address of the user."),
				"name":         framework.ComputedString("The name of the user."),
				"state":        framework.ComputedString("The state of the user, such as `active` or `blocked`."),
				"locked":       framework.ComputedBool("Whether the user is locked out."),
				"avatar_url":   framework.ComputedString("The URL of the user's avatar."),
				"web_url":      framework.ComputedString("The URL of the user's page."),
			}),
		"projects": framework.ComputedObjects("The projects that a project runner is assigned to. Only projects that you may see are included; administrators see all of them.",
			projectAttributes()),
		"groups": framework.ComputedObjects("The group that a group runner belongs to, as a list of one. Empty for other runners, and if you may not see the group.", map[string]schema.Attribute{
			"id":      framework.ComputedInt64("The ID of the group."),
			"name":    framework.ComputedString("The name of the group."),
			"web_url": framework.ComputedString("The URL of the group's page."),
		}),
	}
}

func projectAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                  framework.ComputedInt64("The ID of the project."),
		"description":         framework.ComputedString("The description of the project."),
		"name":                framework.ComputedString("The name of the project."),
		"name_with_namespace": framework.ComputedString("The name of the project, preceded by the names of its groups."),
		"path":                framework.ComputedString("The path of the project within its group."),
		"path_with_namespace": framework.ComputedString("The project's full path."),
		"created_at":          framework.ComputedTime("The time when the project was created, in RFC 3339 format."),
		"default_branch":      framework.ComputedString("The default branch. Null if you may not read the code."),
		"topics":              schema.ListAttribute{MarkdownDescription: "The topics of the project.", ElementType: types.StringType, Computed: true},
		"ssh_url_to_repo":     framework.ComputedString("The URL for cloning the project over SSH."),
		"http_url_to_repo":    framework.ComputedString("The URL for cloning the project over HTTP."),
		"web_url":             framework.ComputedString("The URL of the project's page."),
		"readme_url":          framework.ComputedString("The URL of the readme. Null if you may not read the code."),
		"forks_count":         framework.ComputedInt64("The number of forks. Null if you may not read the code."),
		"avatar_url":          framework.ComputedString("The URL of the project's avatar."),
		"star_count":          framework.ComputedInt64("The number of stars."),
		"last_activity_at":    framework.ComputedTime("The time when the project was last active, in RFC 3339 format."),
		"repository_storage":  framework.ComputedString("The storage that holds the repository. Null unless you are an administrator."),
		"visibility":          framework.ComputedString("The visibility of the project: `private`, `internal` or `public`. Null before about GitLab 18.8."),
		"namespace": framework.ComputedObject("The group or user that the project belongs to.",
			map[string]schema.Attribute{
				"id":         framework.ComputedInt64("The ID of the namespace."),
				"name":       framework.ComputedString("The name of the namespace."),
				"path":       framework.ComputedString("The last part of the path."),
				"kind":       framework.ComputedString("The kind of the namespace: `group` or `user`."),
				"full_path":  framework.ComputedString("The full path."),
				"parent_id":  framework.ComputedInt64("The ID of the parent group."),
				"avatar_url": framework.ComputedString("The URL of the avatar."),
				"web_url":    framework.ComputedString("The URL of the page."),
			}),
	}
}
