package runner

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// olderThanExample shows, in an error, values that fit older_than.
const olderThanExample = "`720h` or `30d`"

func (a *deleteStaleAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	attributes := filterAttributes(
		func(a filterAttribute) schema.Attribute {
			return schema.BoolAttribute{MarkdownDescription: a.sentence, Optional: true}
		},
		func(a filterAttribute) schema.Attribute {
			return schema.StringAttribute{MarkdownDescription: a.sentence, DeprecationMessage: a.deprecated, Optional: true, Validators: a.validators}
		},
	)
	maps.Copy(attributes, map[string]schema.Attribute{
		"tag_list": schema.SetAttribute{
			MarkdownDescription: descriptionTagFilter,
			ElementType:         types.StringType,
			Optional:            true,
			Validators:          framework.SetOfTexts(tagValidator()),
		},
		"status": schema.StringAttribute{
			MarkdownDescription: descriptionStatusFilter + " Without `older_than`, only `stale`, `offline` and `never_contacted` are allowed. " +
				"`never_contacted` includes runners that were created a minute ago, so combine it with `older_than`. Defaults to `stale`, or to any status if `older_than` is set.",
			Optional:   true,
			Validators: []validator.String{framework.OneOf(statusWords...)},
		},
		"older_than": schema.StringAttribute{
			MarkdownDescription: "The time since the last contact after which a runner is deleted, such as `720h` or `30d`. " +
				"For runners that never contacted GitLab, the time since their creation counts, which GitLab reports from about 18.2 on. Defaults to none: only `status` decides.",
			Optional:   true,
			Validators: []validator.String{framework.DurationValidator(olderThanExample)},
		},
		"dry_run": schema.BoolAttribute{
			MarkdownDescription: "Whether to only list the runners that would be deleted. Defaults to `true`; set it to `false` to delete them.",
			Optional:            true,
		},
		"max_deletions": schema.Int64Attribute{
			CustomType:          framework.WholeNumber{},
			MarkdownDescription: "The maximum number of runners to delete. If more runners match, the action fails and deletes none. Must be at least 1.",
			Required:            true,
			Validators:          []validator.Int64{framework.AtLeast(1, "runner", "`20`")},
		},
	})

	resp.Schema = schema.Schema{
		MarkdownDescription: "Deletes runners that are no longer in use, together with their runner managers, assignments and tokens. " +
			"A runner counts as stale by its age (`older_than`), by its `status` (`stale`, `offline` or `never_contacted`), or by both. If you set neither, the status `stale` is used. " +
			"The other filters narrow the selection as in the data source `gitlabrunner_runners`.\n\n" +
			"A runner that is online is never deleted, nor is one that is running a job; GitLab reports the latter from about 18.2 on. " +
			"Each runner is read before anything is deleted and again immediately before its own deletion, so a runner that comes back in the meantime is kept.\n\n" +
			"If a runner cannot be deleted, the action continues with the others and reports the failure and GitLab's reason at the end. " +
			"For example, only administrators can delete a runner with several projects.\n\n" +
			"The action does not change the state. If it deletes a runner that a `gitlabrunner_runner` manages, the next plan recreates it, so remove it from the configuration as well. " +
			"The list of a project or group includes the runners of its ancestor groups and of the instance; set `type` to leave them out.\n\n" +
			"It requires the permissions for [listing](https://docs.gitlab.com/api/runners/#list-all-available-runners) and " +
			"[deleting](https://docs.gitlab.com/api/runners/#delete-a-runner) runners. " +
			"It sends one request for each listed runner that is not online, and two more for each runner that it deletes. " +
			actionsRequire,
		Attributes: attributes,
	}
}
