package runner

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

func (d *runnersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
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
		"details": schema.BoolAttribute{
			MarkdownDescription: "Whether to read the details of each runner: tags, access level, timeout, note, projects, groups, version and last contact. This costs one more request per runner; without it, these fields are null. Defaults to `false`.",
			Optional:            true,
		},
		"max_results": schema.Int64Attribute{
			CustomType:          framework.WholeNumber{},
			MarkdownDescription: "The maximum number of runners to return, starting with the lowest ID. Must be at least 1. Defaults to all of them.",
			Optional:            true,
			Validators:          []validator.Int64{framework.AtLeast(1, "runner", "`100`")},
		},
		"ids": schema.ListAttribute{
			MarkdownDescription: "The IDs of the runners, in ascending order.",
			ElementType:         types.Int64Type,
			Computed:            true,
		},
		"runners": framework.ComputedObjects("The runners, sorted by ID. Empty if none match.", detailAttributes()),
	})

	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists runners that match the given filters, sorted by ID. Without `all`, `project` and `group`, it lists the runners that the user of the access token administers: " +
			"project runners as a Maintainer and group runners as an Owner, but never instance runners.\n\n" +
			"A runner must match all filters. GitLab's `status` filter follows different rules from the status it reports: " +
			"a paused runner can match `online`, and a runner that never contacted GitLab can match `never_contacted` although its status is `stale`.\n\n" +
			"GitLab's documentation: [list runners](https://docs.gitlab.com/api/runners/#list-all-available-runners).",
		Attributes: attributes,
	}
}
