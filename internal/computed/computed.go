// Package computed is for what data sources only show: their attributes, and
// the conversions of what GitLab says into them.
package computed

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
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

// Object is a computed object.
func Object(description string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: attributes}
}

// Objects is a computed list of objects.
func Objects(description string, attributes map[string]schema.Attribute) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		MarkdownDescription: description, Computed: true,
		NestedObject: schema.NestedAttributeObject{Attributes: attributes},
	}
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
