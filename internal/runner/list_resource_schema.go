package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ListResourceConfigSchema implements [list.ListResource].
func (l *runnerList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	attributes := filterAttributes(
		func(a filterAttribute) schema.Attribute {
			return schema.BoolAttribute{MarkdownDescription: a.sentence, Optional: true}
		},
		func(a filterAttribute) schema.Attribute {
			return schema.StringAttribute{MarkdownDescription: a.sentence, DeprecationMessage: a.deprecated, Optional: true, Validators: a.validators}
		},
	)
	attributes["tag_list"] = schema.ListAttribute{
		MarkdownDescription: descriptionTagFilter,
		ElementType:         types.StringType,
		Optional:            true,
		Validators: []validator.List{
			listvalidator.NoNullValues(),
			listvalidator.ValueStringsAre(tagValidator()),
		},
	}

	resp.Schema = schema.Schema{
		MarkdownDescription: "Runners for `terraform query`, which shows what there is and writes a configuration with import blocks for it. " +
			"Without `all`, `project` and `group` they are the runners that the owner of the access token administers: " +
			"those of projects as a Maintainer and those of groups as an Owner, but never those of the instance.\n\n" +
			"`terraform query` takes at most 100 runners where the list block sets no `limit`, and no more of the list is read than that. " +
			"With `include_resource`, and for a configuration, every runner is read, with one more request for each; " +
			"one that may be listed but not read is left out then, with a warning, because it could not be imported.\n\n" +
			"The filters are those of the data source `gitlabrunner_runners`. The list of a project or a group holds the runners of the groups above it and of the instance too: set `type` for its own.\n\n" +
			"GitLab's documentation: [list runners](https://docs.gitlab.com/api/runners/#list-all-available-runners).",
		Attributes: attributes,
	}
}
