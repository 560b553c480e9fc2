package floor

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	datasource "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

func each[Out any](in []Attribute, convert func(Attribute) Out) map[string]Out {
	out := make(map[string]Out, len(in))
	for _, a := range in {
		out[a.Name] = convert(a)
	}

	return out
}

func (a Attribute) forResource() resource.Attribute {
	nested := each(a.Attributes, Attribute.forResource)

	if a.Nesting == tfprotov6.SchemaObjectNestingModeSingle {
		return resource.SingleNestedAttribute{Attributes: nested, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	}

	if a.Nesting == tfprotov6.SchemaObjectNestingModeList {
		return resource.ListNestedAttribute{
			NestedObject: resource.NestedAttributeObject{Attributes: nested}, MarkdownDescription: a.Description,
			Required: a.Required, Optional: a.Optional, Computed: a.Computed,
		}
	}

	switch kind := typeOf(a.Type).(type) {
	case types.ListType:
		return resource.ListAttribute{ElementType: kind.ElemType, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	case types.SetType:
		return resource.SetAttribute{ElementType: kind.ElemType, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	case types.MapType:
		return resource.MapAttribute{ElementType: kind.ElemType, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	case basetypes.Int64Type:
		return resource.Int64Attribute{MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed, Sensitive: a.Sensitive}
	case basetypes.BoolType:
		return resource.BoolAttribute{MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	default:
		return resource.StringAttribute{MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed, Sensitive: a.Sensitive, WriteOnly: a.WriteOnly}
	}
}

// forDataSource is the same: an attribute of a resource implements the interface of
// those of a data source.
func (a Attribute) forDataSource() datasource.Attribute { return a.forResource() }

func (a Attribute) forIdentity() identityschema.Attribute {
	if typeOf(a.Type) == types.Int64Type {
		return identityschema.Int64Attribute{RequiredForImport: true, Description: a.Description}
	}

	return identityschema.StringAttribute{RequiredForImport: true, Description: a.Description}
}

// typeOf converts a type in Terraform's JSON form.
func typeOf(in any) attr.Type {
	collection, ok := in.([]any)
	if !ok {
		return map[any]attr.Type{"string": types.StringType, "number": types.Int64Type, "bool": types.BoolType}[in]
	}

	element := typeOf(collection[1])

	switch collection[0] {
	case "list":
		return types.ListType{ElemType: element}
	case "set":
		return types.SetType{ElemType: element}
	default:
		return types.MapType{ElemType: element}
	}
}
