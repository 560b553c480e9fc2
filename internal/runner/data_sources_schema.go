package runner

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/computed"
)

// Schema implements [datasource.DataSource].
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
			Validators: []validator.Set{
				setvalidator.NoNullValues(),
				setvalidator.ValueStringsAre(tagValidator()),
			},
		},
		"details": schema.BoolAttribute{
			MarkdownDescription: "Whether to read each runner's details, with one more request for each: tags, access level, timeout, note, projects, groups, version and contact. Otherwise those are null. Defaults to `false`.",
			Optional:            true,
		},
		"max_results": schema.Int64Attribute{
			MarkdownDescription: "At most so many runners, those with the lowest ids. At least 1. Defaults to all of them.",
			Optional:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(1)},
		},
		"ids": schema.ListAttribute{
			MarkdownDescription: "The ids of the runners, sorted.",
			ElementType:         types.Int64Type,
			Computed:            true,
		},
		"runners": computed.Objects("The runners, sorted by id. No match is an empty list.", detailAttributes()),
	})

	resp.Schema = schema.Schema{
		MarkdownDescription: "Runners that match filters, sorted by id. Without `all`, `project` and `group` they are the runners that the owner of the access token administers: " +
			"those of projects as a Maintainer and those of groups as an Owner, but never those of the instance.\n\n" +
			"The filters combine: a runner has to match all of them. GitLab's filter `status` follows other rules than the status that a runner shows: " +
			"a paused runner can be found as `online`, and one that never contacted GitLab as `never_contacted` although it shows `stale`.\n\n" +
			"GitLab's documentation: [list runners](https://docs.gitlab.com/api/runners/#list-all-available-runners).",
		Attributes: attributes,
	}
}
