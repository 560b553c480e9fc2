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
		MarkdownDescription: "One runner, with every field that GitLab shows of it. What a version of GitLab does not show is null; its lists are empty then.\n\n" +
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
		"name":                 computed.String("The name that the runner gave itself when it registered with a registration token."),
		"paused":               computed.Bool(settings.Paused),
		"active":               computed.Bool("The opposite of `paused`; GitLab has deprecated it."),
		"is_shared":            computed.Bool("Whether the runner is an instance runner."),
		"locked":               computed.Bool(settings.Locked),
		"run_untagged":         computed.Bool(settings.RunUntagged),
		"tag_list":             schema.SetAttribute{MarkdownDescription: settings.TagList, ElementType: types.StringType, Computed: true},
		"access_level":         computed.String(settings.AccessLevel),
		"maximum_timeout":      computed.Int64(settings.MaximumTimeout + " Null if the timeouts of the projects hold."),
		"maintenance_note":     computed.String(settings.MaintenanceNote + " Null if there is none, and for who may not see it."),
		"status":               computed.String("`online` (in contact within two hours), `offline`, `stale` (without contact for a week; three months before GitLab 17.1), `never_contacted`, or `paused`, which hides `online` and `offline`."),
		"online":               computed.Bool("Whether the runner contacted GitLab in the last two hours; null if it never did."),
		"job_execution_status": computed.String("`active` if the runner runs a job, `idle` if not. Null on versions that do not tell."),
		"contacted_at":         computed.String("When a machine contacted GitLab last, in RFC 3339; null if none ever did."),
		"created_at":           computed.String("When the runner was made, in RFC 3339. Null on versions that do not tell."),
		"ip_address":           computed.String("The address of the runner. Null since GitLab 17.0: addresses are those of runner managers."),
		"version":              computed.String("The agent's version on the machine that contacted GitLab last; null if none ever did."),
		"revision":             computed.String("The agent's revision on the machine that contacted GitLab last."),
		"platform":             computed.String("The operating system of the machine that contacted GitLab last."),
		"architecture":         computed.String("The processor architecture of the machine that contacted GitLab last."),
		"created_by": computed.Object("Who made the runner. Null for who may not see that user, and on versions that do not tell.",
			map[string]schema.Attribute{
				"id":           computed.Int64("The user's id."),
				"username":     computed.String("The user's name to sign in with."),
				"public_email": computed.String("The user's public address."),
				"name":         computed.String("The user's name."),
				"state":        computed.String("`active`, `blocked` and so on."),
				"locked":       computed.Bool("Whether the user is locked out."),
				"avatar_url":   computed.String("The user's picture."),
				"web_url":      computed.String("The user's page."),
			}),
		"projects": computed.Objects("The projects that a project runner is assigned to, as far as the caller may see them; administrators see all.",
			projectAttributes()),
		"groups": computed.Objects("The group of a group runner.", map[string]schema.Attribute{
			"id":      computed.Int64("The group's id."),
			"name":    computed.String("The group's name."),
			"web_url": computed.String("The group's page."),
		}),
	}
}

func projectAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                  computed.Int64("The project's id."),
		"description":         computed.String("The project's description."),
		"name":                computed.String("The project's name."),
		"name_with_namespace": computed.String("The project's name after the names of its groups."),
		"path":                computed.String("The project's path within its group."),
		"path_with_namespace": computed.String("The project's full path."),
		"created_at":          computed.String("When the project was made, in RFC 3339."),
		"default_branch":      computed.String("The default branch, for who may read the code."),
		"topics":              schema.ListAttribute{MarkdownDescription: "The project's topics.", ElementType: types.StringType, Computed: true},
		"ssh_url_to_repo":     computed.String("Where to clone it from over SSH."),
		"http_url_to_repo":    computed.String("Where to clone it from over HTTP."),
		"web_url":             computed.String("The project's page."),
		"readme_url":          computed.String("The project's readme, for who may read the code."),
		"forks_count":         computed.Int64("How many forks it has, for who may read the code."),
		"avatar_url":          computed.String("The project's picture."),
		"star_count":          computed.Int64("How many stars it has."),
		"last_activity_at":    computed.String("When something happened in it last, in RFC 3339."),
		"repository_storage":  computed.String("Where its repository is stored, for administrators."),
		"namespace": computed.Object("The group or the user that the project belongs to.",
			map[string]schema.Attribute{
				"id":         computed.Int64("The namespace's id."),
				"name":       computed.String("The namespace's name."),
				"path":       computed.String("The last part of its path."),
				"kind":       computed.String("`group` or `user`."),
				"full_path":  computed.String("Its full path."),
				"parent_id":  computed.Int64("The id of the group that it is in."),
				"avatar_url": computed.String("Its picture."),
				"web_url":    computed.String("Its page."),
			}),
	}
}
