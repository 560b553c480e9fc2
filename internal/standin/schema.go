package standin

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type blocks = map[string]schema.Block

// object is a schema with these attributes and blocks.
func object(list string, nested blocks) schema.Schema {
	return schema.Schema{Attributes: attributes(list), Blocks: nested}
}

// list is a block that Terraform keeps as a list, set one that it keeps as a set.
func list(of schema.Schema) schema.Block { return block(of.Attributes, of.Blocks) }

func set(of schema.Schema) schema.Block {
	return schema.SetNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: of.Attributes, Blocks: of.Blocks}}
}

func block(attributes map[string]schema.Attribute, blocks map[string]schema.Block) schema.Block {
	return schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: attributes, Blocks: blocks}}
}

// attributes are those of a list such as "name:r tags:o:map". After the name come
// flags, and the type unless it is a string: r, o and c for required, optional and
// computed, v for computed anew by each update, w for write-only, s for a sensitive
// string, and f if a change replaces the resource.
func attributes(list string) map[string]schema.Attribute {
	all := make(map[string]schema.Attribute)

	for item := range strings.FieldsSeq(list) {
		name, rest, _ := strings.Cut(item, ":")
		flags, kind, _ := strings.Cut(rest, ":")
		all[name] = attribute(flags, kind)
	}

	return all
}

func attribute(flags, kind string) schema.Attribute {
	var (
		has       = func(flag string) bool { return strings.Contains(flags, flag) }
		writeOnly = has("w")
		required  = has("r")
		optional  = has("o") || writeOnly
		computed  = has("c") || has("v")
		replaces  = has("f")
	)

	switch kind {
	case "number":
		return schema.Int64Attribute{
			Required: required, Optional: optional, Computed: computed, WriteOnly: writeOnly,
			PlanModifiers: modifiers(replaces, has("c"), int64planmodifier.RequiresReplace(), int64planmodifier.UseStateForUnknown()),
		}
	case "bool":
		return schema.BoolAttribute{
			Required: required, Optional: optional, Computed: computed, WriteOnly: writeOnly,
			PlanModifiers: modifiers(replaces, has("c"), boolplanmodifier.RequiresReplace(), boolplanmodifier.UseStateForUnknown()),
		}
	case "map":
		return schema.MapAttribute{
			ElementType: types.StringType, Required: required, Optional: optional, Computed: computed, WriteOnly: writeOnly,
			PlanModifiers: modifiers(replaces, has("c"), mapplanmodifier.RequiresReplace(), mapplanmodifier.UseStateForUnknown()),
		}
	case "set":
		return schema.SetAttribute{
			ElementType: types.StringType, Required: required, Optional: optional, Computed: computed,
			PlanModifiers: modifiers(replaces, has("c"), setplanmodifier.RequiresReplace(), setplanmodifier.UseStateForUnknown()),
		}
	case "list":
		return schema.ListAttribute{
			ElementType: types.StringType, Required: required, Optional: optional, Computed: computed,
			PlanModifiers: modifiers(replaces, has("c"), listplanmodifier.RequiresReplace(), listplanmodifier.UseStateForUnknown()),
		}
	default:
		return schema.StringAttribute{
			Required: required, Optional: optional, Computed: computed, WriteOnly: writeOnly, Sensitive: has("s"),
			PlanModifiers: modifiers(replaces, has("c"), stringplanmodifier.RequiresReplace(), stringplanmodifier.UseStateForUnknown()),
		}
	}
}

func modifiers[T planmodifier.Describer](replaces, keeps bool, replace, keep T) []T {
	var all []T

	if keeps {
		all = append(all, keep)
	}

	if replaces {
		all = append(all, replace)
	}

	return all
}
