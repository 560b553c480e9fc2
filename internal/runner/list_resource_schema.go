package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

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
		Validators:          framework.ListOfTexts(tagValidator()),
	}

	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists runners with `terraform query`, which can also generate a configuration with import blocks for them. " +
			"Without `all`, `project` and `group`, it lists the runners that the user of the access token administers: " +
			"project runners as a Maintainer and group runners as an Owner, but never instance runners.\n\n" +
			"`terraform query` returns at most 100 runners unless the list block sets a `limit`, and no more than that are read. " +
			"With `include_resource`, and when a configuration is generated, every runner is read with one more request. " +
			"A runner that you may list but not read is then left out with a warning, because you could not import it.\n\n" +
			"The filters are those of the data source `gitlabrunner_runners`. The list of a project or group includes the runners of its ancestor groups and of the instance; set `type` to leave them out.\n\n" +
			"GitLab's documentation: [list runners](https://docs.gitlab.com/api/runners/#list-all-available-runners).",
		Attributes: attributes,
	}
}
