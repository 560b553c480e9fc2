package rotation

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/duration"
)

// Attribute is the nested attribute, the same in every resource that has one.
func Attribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "When the token is replaced in place by a new one; the runner keeps its id, its assignments and its history, and the old token is refused from that moment. " +
			"What is in it can be combined, and whatever comes first counts. Adding the block, or removing it, only records it. Defaults to none: the token stays.",
		Optional: true,
		Attributes: map[string]schema.Attribute{
			"after": schema.StringAttribute{
				MarkdownDescription: "The age at which the token is replaced, as `720h` or `30d`. After an import the age is not known, and counts from the first rotation. Defaults to none: no age makes the token due.",
				Optional:            true,
				Validators:          []validator.String{duration.Validator()},
			},
			"before_expiry": schema.StringAttribute{
				MarkdownDescription: "How long before `token_expires_at` the token is replaced, as `48h` or `2d`. Without an expiry it means nothing. " +
					"A window that is not shorter than the token's life counts as half of that life. Defaults to none: no expiry makes the token due.",
				Optional:   true,
				Validators: []validator.String{duration.Validator()},
			},
			"triggers": schema.MapAttribute{
				MarkdownDescription: "Any texts. When they change the token is replaced; when they are set for the first time, or removed, they are only recorded. At least one, where there are any. Defaults to none.",
				ElementType:         types.StringType,
				Optional:            true,
				Validators:          []validator.Map{mapvalidator.SizeAtLeast(1)},
			},
		},
	}
}

// Model is the attribute as it is configured, or as it was recorded.
type Model struct {
	After        types.String `tfsdk:"after"`
	BeforeExpiry types.String `tfsdk:"before_expiry"`
	Triggers     types.Map    `tfsdk:"triggers"`
}

// From reads the attribute. It is empty where there is none, and unknown where
// the whole attribute is.
func From(ctx context.Context, object types.Object) (Model, diag.Diagnostics) {
	switch {
	case object.IsUnknown():
		return Model{After: types.StringUnknown(), BeforeExpiry: types.StringUnknown(), Triggers: types.MapUnknown(types.StringType)}, nil
	case object.IsNull():
		return Model{Triggers: types.MapNull(types.StringType)}, nil
	}

	var model Model

	diags := object.As(ctx, &model, basetypes.ObjectAsOptions{})

	return model, diags
}

// Null is the attribute that is not there.
func Null() types.Object {
	return types.ObjectNull(map[string]attr.Type{
		"after": types.StringType, "before_expiry": types.StringType, "triggers": types.MapType{ElemType: types.StringType},
	})
}

// Known reports whether the windows can be counted with.
func (m Model) Known() bool {
	return !m.After.IsUnknown() && !m.BeforeExpiry.IsUnknown()
}

// SameWindows reports whether another model has the same windows.
func (m Model) SameWindows(other Model) bool {
	return m.After.Equal(other.After) && m.BeforeExpiry.Equal(other.BeforeExpiry)
}

// Windows are the model's windows. What cannot be read was refused before.
func (m Model) Windows() Windows {
	return Windows{After: window(m.After), BeforeExpiry: window(m.BeforeExpiry)}
}

func window(text types.String) *time.Duration {
	parsed, err := duration.Parse(text.ValueString())
	if err != nil {
		return nil
	}

	return &parsed
}
