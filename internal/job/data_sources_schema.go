package job

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// statuses are those that GitLab filters by, lib/api/ci/runners.rb. The exact
// list of each version is not known; GitLab refuses other values.
var statuses = []string{
	"created", "waiting_for_resource", "preparing", "waiting_for_callback", "pending", "running", "success", "failed",
	"canceling", "canceled", "skipped", "manual", "scheduled",
}

func (d *jobsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the jobs that a runner is running or has run, in projects where the user of the access token is at least a Reporter. " +
			"Listing the jobs of an instance runner requires an administrator.\n\n" +
			"A runner can have a very large number of jobs. Narrow the list with `status`, or get the newest jobs with `order_by = \"id\"` and `max_results`.\n\n" +
			"GitLab's documentation: [jobs of a runner](https://docs.gitlab.com/api/runners/#list-all-jobs-processed-by-a-runner).",
		Attributes: map[string]schema.Attribute{
			"runner_id": schema.Int64Attribute{
				CustomType:          framework.WholeNumber{},
				MarkdownDescription: "The ID of the runner.",
				Required:            true,
				Validators:          []validator.Int64{framework.IDValidator()},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "The status of the returned jobs, such as `running`, `success`, `failed` or `canceled`. Defaults to any status.",
				Optional:            true,
				Validators:          []validator.String{framework.OneOf(statuses...)},
			},
			"system_id": schema.StringAttribute{
				MarkdownDescription: "The system ID of the runner manager whose jobs are returned. Defaults to all runner managers.",
				Optional:            true,
				Validators:          []validator.String{framework.NotEmpty("`s_1a2b3c4d5e6f`")},
			},
			"order_by": schema.StringAttribute{
				MarkdownDescription: "The field to sort by. GitLab supports only `id`, which returns the newest jobs first unless `sort` is set. Defaults to none: the oldest jobs come first.",
				Optional:            true,
				Validators:          []validator.String{framework.OneOf("id")},
			},
			"sort": schema.StringAttribute{
				MarkdownDescription: "The sort order: `asc` for the oldest jobs first, `desc` for the newest first. Defaults to `desc` with `order_by`, and to `asc` without it.",
				Optional:            true,
				Validators:          []validator.String{framework.OneOf("asc", "desc")},
			},
			"max_results": schema.Int64Attribute{
				CustomType:          framework.WholeNumber{},
				MarkdownDescription: "The maximum number of jobs to return, in the given order. Must be at least 1. Defaults to all of them.",
				Optional:            true,
				Validators:          []validator.Int64{framework.AtLeast(1, "job", "`100`")},
			},
			"jobs": framework.ComputedObjects("The jobs, in the requested order. Empty if none match.", jobAttributes()),
		},
	}
}

func jobAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":              framework.ComputedInt64("The ID of the job."),
		"status":          framework.ComputedString("The status of the job."),
		"stage":           framework.ComputedString("The pipeline stage that the job belongs to."),
		"name":            framework.ComputedString("The name of the job."),
		"ref":             framework.ComputedString("The branch or tag."),
		"tag":             framework.ComputedBool("Whether `ref` is a tag."),
		"coverage":        framework.ComputedFloat64("The code coverage that the job reported, in percent."),
		"allow_failure":   framework.ComputedBool("Whether the pipeline continues if the job fails."),
		"created_at":      framework.ComputedTime("The time when the job was created, in RFC 3339 format."),
		"started_at":      framework.ComputedTime("The time when the job started, in RFC 3339 format."),
		"finished_at":     framework.ComputedTime("The time when the job finished, in RFC 3339 format."),
		"erased_at":       framework.ComputedTime("The time when the job log was erased, in RFC 3339 format."),
		"duration":        framework.ComputedFloat64("The time that the job ran, in seconds."),
		"queued_duration": framework.ComputedFloat64("The time that the job waited for a runner, in seconds."),
		"failure_reason":  framework.ComputedString("The reason why the job failed. Null if it did not fail."),
		"web_url":         framework.ComputedString("The URL of the job's page."),
		"user":            framework.ComputedObject("The user that started the job.", userAttributes()),
		"commit":          framework.ComputedObject("The commit that the job ran for.", commitAttributes()),
		"pipeline": framework.ComputedObject("The pipeline that the job belongs to.", map[string]schema.Attribute{
			"id":         framework.ComputedInt64("The ID of the pipeline."),
			"iid":        framework.ComputedInt64("The number of the pipeline within the project."),
			"project_id": framework.ComputedInt64("The ID of the project."),
			"sha":        framework.ComputedString("The commit hash."),
			"ref":        framework.ComputedString("The branch or tag."),
			"status":     framework.ComputedString("The status of the pipeline."),
			"source":     framework.ComputedString("The event that triggered the pipeline, such as `push` or `schedule`."),
			"created_at": framework.ComputedTime("The time when the pipeline was created, in RFC 3339 format."),
			"updated_at": framework.ComputedTime("The time when the pipeline last changed, in RFC 3339 format."),
			"web_url":    framework.ComputedString("The URL of the pipeline's page."),
		}),
		"project": framework.ComputedObject("The project that the job belongs to.", map[string]schema.Attribute{
			"id":                         framework.ComputedInt64("The ID of the project."),
			"description":                framework.ComputedString("The description of the project."),
			"name":                       framework.ComputedString("The name of the project."),
			"name_with_namespace":        framework.ComputedString("The name of the project, preceded by the names of its groups."),
			"path":                       framework.ComputedString("The path of the project within its group."),
			"path_with_namespace":        framework.ComputedString("The project's full path."),
			"created_at":                 framework.ComputedTime("The time when the project was created, in RFC 3339 format."),
			"ci_job_token_scope_enabled": framework.ComputedBool("Whether the access of the project's job tokens to other projects is limited."),
		}),
	}
}

// userAttributes are the members of every release; what a release or the rights
// of the caller leave out is null.
func userAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":               framework.ComputedInt64("The ID of the user."),
		"username":         framework.ComputedString("The username."),
		"public_email":     framework.ComputedString("The public email address of the user."),
		"name":             framework.ComputedString("The name of the user."),
		"state":            framework.ComputedString("The state of the user, such as `active` or `blocked`."),
		"locked":           framework.ComputedBool("Whether the account is locked."),
		"avatar_url":       framework.ComputedString("The URL of the avatar."),
		"web_url":          framework.ComputedString("The URL of the user's page."),
		"created_at":       framework.ComputedTime("The time when the user was created, in RFC 3339 format. Null if you may not see the profile."),
		"bio":              framework.ComputedString("The biography in the profile."),
		"location":         framework.ComputedString("The location in the profile."),
		"skype":            framework.ComputedString("The Skype name in the profile. GitLab reports it until 17.x; null in newer versions."),
		"linkedin":         framework.ComputedString("The LinkedIn account in the profile."),
		"twitter":          framework.ComputedString("The X (formerly Twitter) account in the profile."),
		"discord":          framework.ComputedString("The Discord ID in the profile."),
		"website_url":      framework.ComputedString("The website in the profile."),
		"github":           framework.ComputedString("The GitHub account in the profile. Null before about GitLab 18.0."),
		"job_title":        framework.ComputedString("The job title in the profile."),
		"pronouns":         framework.ComputedString("The pronouns in the profile."),
		"organization":     framework.ComputedString("The organization in the profile."),
		"bot":              framework.ComputedBool("Whether the user is a bot."),
		"work_information": framework.ComputedString("The job title and the organization as one text."),
		"followers":        framework.ComputedInt64("The number of followers of the user. Null if you may not see the profile."),
		"following":        framework.ComputedInt64("The number of users whom this one follows. Null if you may not see the profile."),
		"is_followed":      framework.ComputedBool("Whether the user of the access token follows this one. Null if you may not see the profile."),
		"local_time":       framework.ComputedString("The time in the user's time zone, as GitLab shows it."),
	}
}

func commitAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":              framework.ComputedString("The commit hash."),
		"short_id":        framework.ComputedString("The abbreviated commit hash."),
		"parent_ids":      schema.ListAttribute{MarkdownDescription: "The hashes of the parent commits.", ElementType: types.StringType, Computed: true},
		"title":           framework.ComputedString("The first line of the commit message."),
		"message":         framework.ComputedString("The commit message."),
		"author_name":     framework.ComputedString("The name of the author."),
		"author_email":    framework.ComputedString("The email address of the author."),
		"authored_date":   framework.ComputedTime("The time when the commit was authored, in RFC 3339 format."),
		"committer_name":  framework.ComputedString("The name of the committer."),
		"committer_email": framework.ComputedString("The email address of the committer."),
		"committed_date":  framework.ComputedTime("The time when the commit was committed, in RFC 3339 format."),
		"created_at":      framework.ComputedTime("The time when the commit was created, in RFC 3339 format."),
		"trailers": schema.MapAttribute{
			MarkdownDescription: "The trailers of the commit message, the last value of each.", ElementType: types.StringType, Computed: true,
		},
		"extended_trailers": schema.MapAttribute{
			MarkdownDescription: "The trailers of the commit message, with all of their values.",
			ElementType:         types.ListType{ElemType: types.StringType}, Computed: true,
		},
		"web_url": framework.ComputedString("The URL of the commit's page."),
	}
}
