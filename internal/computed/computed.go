// Package computed is for what data sources only show.
//
//	computed.go  the attributes, and conversions of what GitLab says into them
//	list.go      a list of thousands, without the framework's detours
package computed

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// String is a computed attribute.
func String(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true}
}

// Int64 is a computed attribute.
func Int64(description string) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
}

// Float64 is a computed attribute.
func Float64(description string) schema.Float64Attribute {
	return schema.Float64Attribute{MarkdownDescription: description, Computed: true}
}

// Bool is a computed attribute.
func Bool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: description, Computed: true}
}

// Object is a computed object. Its type is made once and not, as the framework
// would, at each look at a value that is in it.
func Object(description string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: description, Computed: true,
		Attributes: attributes, CustomType: object(attributes),
	}
}

// Objects is a computed list of objects, with a type that is made once as well.
func Objects(description string, attributes map[string]schema.Attribute) schema.ListNestedAttribute {
	element := object(attributes)

	return schema.ListNestedAttribute{
		MarkdownDescription: description, Computed: true,
		NestedObject: schema.NestedAttributeObject{Attributes: attributes, CustomType: element},
		CustomType:   listType(element),
	}
}

func object(attributes map[string]schema.Attribute) types.ObjectType {
	members := make(map[string]attr.Type, len(attributes))
	for name, attribute := range attributes {
		members[name] = attribute.GetType()
	}

	return types.ObjectType{AttrTypes: members}
}

// Time shows a moment in RFC 3339; none is null.
func Time(at *time.Time) *string {
	if at == nil {
		return nil
	}

	text := at.UTC().Format(time.RFC3339)

	return &text
}

// Filled is null for "", which some versions of GitLab answer where others
// say null.
func Filled(text *string) *string {
	if text == nil || *text == "" {
		return nil
	}

	return text
}
