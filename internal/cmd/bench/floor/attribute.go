package floor

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	datasource "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

const (
	textType   = "string"
	numberType = "number"
	boolType   = "bool"
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

	switch kind, element := a.kind(); kind {
	case textType:
		return resource.StringAttribute{MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed, Sensitive: a.Sensitive, WriteOnly: a.WriteOnly}
	case numberType:
		return resource.Int64Attribute{MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed, Sensitive: a.Sensitive}
	case boolType:
		return resource.BoolAttribute{MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	case "list":
		return resource.ListAttribute{ElementType: element, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	case "set":
		return resource.SetAttribute{ElementType: element, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	default:
		return resource.MapAttribute{ElementType: element, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	}
}

func (a Attribute) forDataSource() datasource.Attribute {
	nested := each(a.Attributes, Attribute.forDataSource)

	if a.Nesting == tfprotov6.SchemaObjectNestingModeSingle {
		return datasource.SingleNestedAttribute{Attributes: nested, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	}

	if a.Nesting == tfprotov6.SchemaObjectNestingModeList {
		return datasource.ListNestedAttribute{
			NestedObject: datasource.NestedAttributeObject{Attributes: nested}, MarkdownDescription: a.Description,
			Required: a.Required, Optional: a.Optional, Computed: a.Computed,
		}
	}

	switch kind, element := a.kind(); kind {
	case textType:
		return datasource.StringAttribute{MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed, Sensitive: a.Sensitive}
	case numberType:
		return datasource.Int64Attribute{MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	case boolType:
		return datasource.BoolAttribute{MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	case "list":
		return datasource.ListAttribute{ElementType: element, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	case "set":
		return datasource.SetAttribute{ElementType: element, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	default:
		return datasource.MapAttribute{ElementType: element, MarkdownDescription: a.Description, Required: a.Required, Optional: a.Optional, Computed: a.Computed}
	}
}

func (a Attribute) forIdentity() identityschema.Attribute {
	if kind, _ := a.kind(); kind == numberType {
		return identityschema.Int64Attribute{RequiredForImport: true, Description: a.Description}
	}

	return identityschema.StringAttribute{RequiredForImport: true, Description: a.Description}
}

// kind is the kind of a type, and the type of its elements.
func (a Attribute) kind() (string, attr.Type) {
	if collection, ok := a.Type.([]any); ok {
		return fmt.Sprint(collection[0]), elementType(collection[1])
	}

	return fmt.Sprint(a.Type), nil
}

// elementType converts a type in Terraform's JSON form.
func elementType(in any) attr.Type {
	collection, ok := in.([]any)
	if !ok {
		return map[any]attr.Type{textType: types.StringType, numberType: types.Int64Type, boolType: types.BoolType}[in]
	}

	switch collection[0] {
	case "list":
		return types.ListType{ElemType: elementType(collection[1])}
	case "set":
		return types.SetType{ElemType: elementType(collection[1])}
	default:
		return types.MapType{ElemType: elementType(collection[1])}
	}
}
