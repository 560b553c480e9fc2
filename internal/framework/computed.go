package framework

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ComputedString is a computed attribute.
func ComputedString(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true}
}

// ComputedTime is a computed attribute.
func ComputedTime(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true, CustomType: timetypes.RFC3339Type{}}
}

// ComputedInt64 is a computed attribute.
func ComputedInt64(description string) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
}

// ComputedFloat64 is a computed attribute.
func ComputedFloat64(description string) schema.Float64Attribute {
	return schema.Float64Attribute{MarkdownDescription: description, Computed: true}
}

// ComputedBool is a computed attribute.
func ComputedBool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: description, Computed: true}
}

// ComputedObject is a computed object. Its type is built once, and not for every value
// in it as in the framework (no upstream issue was found).
func ComputedObject(description string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: description, Computed: true,
		Attributes: attributes, CustomType: object(attributes),
	}
}

// ComputedObjects is a computed list of objects, with a type that is made once as well.
func ComputedObjects(description string, attributes map[string]schema.Attribute) schema.ListNestedAttribute {
	element := object(attributes)

	return schema.ListNestedAttribute{
		MarkdownDescription: description, Computed: true,
		NestedObject: schema.NestedAttributeObject{Attributes: attributes, CustomType: element},
		CustomType:   objectListType(element),
	}
}

func object(attributes map[string]schema.Attribute) types.ObjectType {
	members := make(map[string]attr.Type, len(attributes))
	for name, attribute := range attributes {
		members[name] = attribute.GetType()
	}

	return types.ObjectType{AttrTypes: members}
}

// TimeValue is a time in UTC; nil becomes null.
func TimeValue(at *time.Time) timetypes.RFC3339 {
	if at == nil {
		return timetypes.NewRFC3339Null()
	}

	return timetypes.NewRFC3339TimeValue(at.UTC())
}

// FormatTime formats a time like [TimeValue], for models without values of the
// framework; nil stays nil.
func FormatTime(at *time.Time) *string {
	return TimeValue(at).ValueStringPointer()
}

// NullIfEmpty turns "", which some versions of GitLab answer, into the nil of the others.
func NullIfEmpty(text *string) *string {
	if text == nil || *text == "" {
		return nil
	}

	return text
}
