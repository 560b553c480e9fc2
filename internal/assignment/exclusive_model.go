package assignment

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

type exclusiveModel struct {
	RunnerID          types.Int64       `tfsdk:"runner_id"`
	Projects          framework.TextSet `tfsdk:"projects"`
	OwnerProject      types.String      `tfsdk:"owner_project"`
	UnassignOnDestroy types.Bool        `tfsdk:"unassign_on_destroy"`
}

// texts are the projects as the configuration writes them, sorted.
func (m exclusiveModel) texts() []string {
	texts := make([]string, 0, len(m.Projects.Elements()))

	for _, element := range m.Projects.Elements() {
		if text, ok := element.(types.String); ok {
			texts = append(texts, text.ValueString())
		}
	}

	slices.Sort(texts)

	return texts
}

func setOf(texts []string) framework.TextSet {
	slices.Sort(texts)

	elements := make([]attr.Value, 0, len(texts))
	for _, text := range slices.Compact(texts) {
		elements = append(elements, types.StringValue(text))
	}

	return framework.TextSet{SetValue: types.SetValueMust(types.StringType, elements)}
}
