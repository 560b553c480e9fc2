package runner

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/duration"
)

// Schema implements [action.Action].
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
			Validators: []validator.Set{
				setvalidator.NoNullValues(),
				setvalidator.ValueStringsAre(tagValidator()),
			},
		},
		"status": schema.StringAttribute{
			MarkdownDescription: descriptionStatusFilter + " Defaults to any with `older_than`, and to `stale` without, where only `stale`, `offline` and `never_contacted` are allowed. " +
				"`never_contacted` takes in a runner that was made a minute ago: give `older_than` with it.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(statusWords...)},
		},
		"older_than": schema.StringAttribute{
			MarkdownDescription: "Only runners whose last contact is longer ago than this by GitLab's clock; for those that were never in contact their creation counts, " +
				"which GitLab tells from 18 on. A duration such as `720h` or `30d`. Defaults to none: `status` says what is stale.",
			Optional:   true,
			Validators: []validator.String{duration.Validator()},
		},
		"dry_run": schema.BoolAttribute{
			MarkdownDescription: "Whether to list only what would be deleted. Defaults to `true`: to delete, set it to `false`.",
			Optional:            true,
		},
		"max_deletions": schema.Int64Attribute{
			MarkdownDescription: "The most runners that may be deleted at once. If more are to be, none is, and the action fails. At least 1.",
			Required:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(1)},
		},
	})

	resp.Schema = schema.Schema{
		MarkdownDescription: "Deletes runners that nobody uses any more, each with its managers, its assignments and its token. " +
			"What is stale is said by `older_than`, by `status` (`stale`, `offline` or `never_contacted`), or by both; without either it is the status `stale`. " +
			"The other filters combine with that as in the data source `gitlabrunner_runners`.\n\n" +
			"Whatever is asked for, a runner is kept that is online, or that runs a job as far as GitLab (18 and newer) tells. " +
			"The details of each runner are read before anything is deleted, and once more right before it is deleted itself, so that one that comes back in between is kept.\n\n" +
			"If one cannot be deleted, the others still are, and the error at the end names it with GitLab's reason: " +
			"a runner with several projects, for one, can only be deleted by an administrator.\n\n" +
			"The action changes no state. Where it deletes the runner of a `gitlabrunner_runner`, the next plan makes it anew: remove it from the configuration as well. " +
			"The list of a project or a group holds the runners of the groups above it and of the instance too: set `type`.\n\n" +
			"It needs what [listing](https://docs.gitlab.com/api/runners/#list-all-available-runners) and " +
			"[deleting](https://docs.gitlab.com/api/runners/#delete-a-runner) runners needs. " +
			"It sends one request for each runner that is listed and not online, and two more for each that it deletes. " +
			whatRunsIt,
		Attributes: attributes,
	}
}
