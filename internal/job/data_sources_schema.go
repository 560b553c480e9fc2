package job

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/computed"
)

// statuses are those that GitLab filters by, lib/api/ci/runners.rb. The exact
// list of each version is not known; GitLab refuses what it does not take.
var statuses = []string{
	"created", "waiting_for_resource", "preparing", "waiting_for_callback", "pending", "running", "success", "failed",
	"canceling", "canceled", "skipped", "manual", "scheduled",
}

// Schema implements [datasource.DataSource].
func (d *jobsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The jobs that a runner works on or has worked on, of the projects in which the owner of the access token is at least a Reporter. " +
			"The jobs of an instance runner are for administrators.\n\n" +
			"A runner can have had very many jobs: narrow them with `status`, or take the newest with `order_by = \"id\"` and `max_results`.\n\n" +
			"GitLab's documentation: [jobs of a runner](https://docs.gitlab.com/api/runners/#list-all-jobs-processed-by-a-runner).",
		Attributes: map[string]schema.Attribute{
			"runner_id": schema.Int64Attribute{
				MarkdownDescription: "The runner's id.",
				Required:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(1)},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "Only jobs in this status, as `running`, `success`, `failed` or `canceled`. Defaults to any.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(statuses...)},
			},
			"system_id": schema.StringAttribute{
				MarkdownDescription: "Only jobs of the runner manager with this system id. Defaults to those of all.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"order_by": schema.StringAttribute{
				MarkdownDescription: "`id`, the only order that GitLab has; with it the newest jobs come first unless `sort` says otherwise. Defaults to no order, in which the oldest come first.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf("id")},
			},
			"sort": schema.StringAttribute{
				MarkdownDescription: "`asc` for the oldest jobs first, `desc` for the newest. Defaults to `desc` with `order_by`, and to `asc` without.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf("asc", "desc")},
			},
			"max_results": schema.Int64Attribute{
				MarkdownDescription: "At most so many jobs, the first in order. At least 1. Defaults to all of them.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(1)},
			},
			"jobs": computed.Objects("The jobs, in the order asked for. No match is an empty list.", jobAttributes()),
		},
	}
}

func jobAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":              computed.Int64("The job's id."),
		"status":          computed.String("The job's status."),
		"stage":           computed.String("The stage of the pipeline that it is in."),
		"name":            computed.String("The job's name."),
		"ref":             computed.String("The branch or the tag that it runs for."),
		"tag":             computed.Bool("Whether `ref` is a tag."),
		"coverage":        computed.Float64("The code coverage that it reported, in percent."),
		"allow_failure":   computed.Bool("Whether the pipeline goes on if it fails."),
		"created_at":      computed.String("When it was made, in RFC 3339."),
		"started_at":      computed.String("When it was started, in RFC 3339."),
		"finished_at":     computed.String("When it ended, in RFC 3339."),
		"erased_at":       computed.String("When its log was erased, in RFC 3339."),
		"duration":        computed.Float64("How long it ran, in seconds."),
		"queued_duration": computed.Float64("How long it waited for a runner, in seconds."),
		"failure_reason":  computed.String("Why it failed; null for jobs that did not."),
		"web_url":         computed.String("The job's page."),
		"user": computed.Object("Who started it.", map[string]schema.Attribute{
			"id":       computed.Int64("The user's id."),
			"username": computed.String("The user's name to sign in with."),
			"name":     computed.String("The user's name."),
			"state":    computed.String("`active`, `blocked` and so on."),
			"web_url":  computed.String("The user's page."),
		}),
		"commit": computed.Object("The commit that it runs for.", map[string]schema.Attribute{
			"id":           computed.String("The commit's hash."),
			"short_id":     computed.String("The beginning of the hash."),
			"title":        computed.String("The first line of its message."),
			"message":      computed.String("Its message."),
			"author_name":  computed.String("Its author's name."),
			"author_email": computed.String("Its author's address."),
			"created_at":   computed.String("When it was made, in RFC 3339."),
			"web_url":      computed.String("The commit's page."),
		}),
		"pipeline": computed.Object("The pipeline that it is part of.", map[string]schema.Attribute{
			"id":         computed.Int64("The pipeline's id."),
			"iid":        computed.Int64("The pipeline's number within the project."),
			"project_id": computed.Int64("The project's id."),
			"sha":        computed.String("The commit's hash."),
			"ref":        computed.String("The branch or the tag that it runs for."),
			"status":     computed.String("The pipeline's status."),
			"source":     computed.String("What started it, as `push` or `schedule`."),
			"created_at": computed.String("When it was made, in RFC 3339."),
			"updated_at": computed.String("When it last changed, in RFC 3339."),
			"web_url":    computed.String("The pipeline's page."),
		}),
		"project": computed.Object("The project that it belongs to.", map[string]schema.Attribute{
			"id":                         computed.Int64("The project's id."),
			"description":                computed.String("The project's description."),
			"name":                       computed.String("The project's name."),
			"name_with_namespace":        computed.String("The project's name after the names of its groups."),
			"path":                       computed.String("The project's path within its group."),
			"path_with_namespace":        computed.String("The project's full path."),
			"created_at":                 computed.String("When the project was made, in RFC 3339."),
			"ci_job_token_scope_enabled": computed.Bool("Whether job tokens of this project reach only the projects that allow it."),
		}),
	}
}
