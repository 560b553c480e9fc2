package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

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
		"id":                   computedInt64(descriptionID),
		"runner_type":          computedString(descriptionRunnerType),
		"description":          computedString(settings.Description),
		"name":                 computedString("The name that the runner gave itself when it registered with a registration token."),
		"paused":               computedBool(settings.Paused),
		"active":               computedBool("The opposite of `paused`; GitLab has deprecated it."),
		"is_shared":            computedBool("Whether the runner is an instance runner."),
		"locked":               computedBool(settings.Locked),
		"run_untagged":         computedBool(settings.RunUntagged),
		"tag_list":             schema.SetAttribute{MarkdownDescription: settings.TagList, ElementType: types.StringType, Computed: true},
		"access_level":         computedString(settings.AccessLevel),
		"maximum_timeout":      computedInt64(settings.MaximumTimeout),
		"maintenance_note":     computedString(settings.MaintenanceNote + " Null if there is none, and for who may not see it."),
		"status":               computedString("`online`, `offline`, `stale`, `never_contacted` or `paused`."),
		"online":               computedBool("Whether the runner contacted GitLab in the last two hours; null if it never did."),
		"job_execution_status": computedString("`active` if the runner runs a job, `idle` if not. Null on versions that do not tell."),
		"contacted_at":         computedString("When a runner manager contacted GitLab last, in RFC 3339."),
		"created_at":           computedString("When the runner was made, in RFC 3339. Null on versions that do not tell."),
		"ip_address":           computedString("The address of the runner. Null since GitLab 17.0: addresses are those of runner managers."),
		"version":              computedString("The version of the runner manager that contacted GitLab last."),
		"revision":             computedString("The revision of that version."),
		"platform":             computedString("The operating system of that runner manager."),
		"architecture":         computedString("The processor architecture of that runner manager."),
		"created_by": schema.SingleNestedAttribute{
			MarkdownDescription: "Who made the runner. Null for who may not see that user, and on versions that do not tell.",
			Computed:            true,
			Attributes: map[string]schema.Attribute{
				"id":           computedInt64("The user's id."),
				"username":     computedString("The user's name to sign in with."),
				"public_email": computedString("The user's public address."),
				"name":         computedString("The user's name."),
				"state":        computedString("`active`, `blocked` and so on."),
				"locked":       computedBool("Whether the user is locked out."),
				"avatar_url":   computedString("The user's picture."),
				"web_url":      computedString("The user's page."),
			},
		},
		"projects": schema.ListNestedAttribute{
			MarkdownDescription: "The projects that a project runner is assigned to, as far as the caller may see them; administrators see all.",
			Computed:            true,
			NestedObject:        schema.NestedAttributeObject{Attributes: projectAttributes()},
		},
		"groups": schema.ListNestedAttribute{
			MarkdownDescription: "The group of a group runner.",
			Computed:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id":      computedInt64("The group's id."),
				"name":    computedString("The group's name."),
				"web_url": computedString("The group's page."),
			}},
		},
	}
}

func projectAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                  computedInt64("The project's id."),
		"description":         computedString("The project's description."),
		"name":                computedString("The project's name."),
		"name_with_namespace": computedString("The project's name after the names of its groups."),
		"path":                computedString("The project's path within its group."),
		"path_with_namespace": computedString("The project's full path."),
		"created_at":          computedString("When the project was made, in RFC 3339."),
		"default_branch":      computedString("The default branch, for who may read the code."),
		"topics":              schema.ListAttribute{MarkdownDescription: "The project's topics.", ElementType: types.StringType, Computed: true},
		"ssh_url_to_repo":     computedString("Where to clone it from over SSH."),
		"http_url_to_repo":    computedString("Where to clone it from over HTTP."),
		"web_url":             computedString("The project's page."),
		"readme_url":          computedString("The project's readme, for who may read the code."),
		"forks_count":         computedInt64("How many forks it has, for who may read the code."),
		"avatar_url":          computedString("The project's picture."),
		"star_count":          computedInt64("How many stars it has."),
		"last_activity_at":    computedString("When something happened in it last, in RFC 3339."),
		"repository_storage":  computedString("Where its repository is stored, for administrators."),
		"namespace": schema.SingleNestedAttribute{
			MarkdownDescription: "The group or the user that the project belongs to.",
			Computed:            true,
			Attributes: map[string]schema.Attribute{
				"id":         computedInt64("The namespace's id."),
				"name":       computedString("The namespace's name."),
				"path":       computedString("The last part of its path."),
				"kind":       computedString("`group` or `user`."),
				"full_path":  computedString("Its full path."),
				"parent_id":  computedInt64("The id of the group that it is in."),
				"avatar_url": computedString("Its picture."),
				"web_url":    computedString("Its page."),
			},
		},
	}
}

func computedString(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true}
}

func computedInt64(description string) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
}

func computedBool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: description, Computed: true}
}
