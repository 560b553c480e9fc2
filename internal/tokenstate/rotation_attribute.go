package tokenstate

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

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// RotationAttribute is the nested attribute, the same in every resource that has one.
func RotationAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "When to replace the token in place. The runner keeps its ID, assignments and history; GitLab rejects the old token as soon as the new one exists. " +
			"The conditions can be combined, and the one that is met first applies. Adding or removing this attribute does not rotate the token. Defaults to none: the token is never rotated.",
		Optional: true,
		Attributes: map[string]schema.Attribute{
			"after": schema.StringAttribute{
				MarkdownDescription: "The age at which to replace the token, such as `720h` or `30d`. After an import the age of the token is unknown, so this applies only from the first rotation on. Defaults to none: age does not matter.",
				Optional:            true,
				Validators:          []validator.String{framework.DurationValidator()},
			},
			"before_expiry": schema.StringAttribute{
				MarkdownDescription: "How long before `token_expires_at` to replace the token, such as `48h` or `2d`. It has no effect on a token that does not expire. " +
					"If it is not shorter than the lifetime of the token, half of the lifetime is used instead. Defaults to none: expiry does not matter.",
				Optional:   true,
				Validators: []validator.String{framework.DurationValidator()},
			},
			"triggers": schema.MapAttribute{
				MarkdownDescription: "Arbitrary values that replace the token when they change. Setting them for the first time, or removing them, does not rotate the token. Must have at least one entry. Defaults to none.",
				ElementType:         types.StringType,
				Optional:            true,
				Validators:          []validator.Map{mapvalidator.SizeAtLeast(1)},
			},
		},
	}
}

// Rotation is the attribute as it is configured, or as it was recorded.
type Rotation struct {
	After        types.String `tfsdk:"after"`
	BeforeExpiry types.String `tfsdk:"before_expiry"`
	Triggers     types.Map    `tfsdk:"triggers"`
}

// RotationFrom reads the attribute. It is empty where there is none, and unknown where
// the whole attribute is.
func RotationFrom(ctx context.Context, object types.Object) (Rotation, diag.Diagnostics) {
	switch {
	case object.IsUnknown():
		return Rotation{After: types.StringUnknown(), BeforeExpiry: types.StringUnknown(), Triggers: types.MapUnknown(types.StringType)}, nil
	case object.IsNull():
		return Rotation{Triggers: types.MapNull(types.StringType)}, nil
	}

	var model Rotation

	diags := object.As(ctx, &model, basetypes.ObjectAsOptions{})

	return model, diags
}

// NullRotation is the attribute that is not there.
func NullRotation() types.Object {
	return types.ObjectNull(map[string]attr.Type{
		"after": types.StringType, "before_expiry": types.StringType, "triggers": types.MapType{ElemType: types.StringType},
	})
}

// Known reports whether the windows can be counted with.
func (m Rotation) Known() bool {
	return !m.After.IsUnknown() && !m.BeforeExpiry.IsUnknown()
}

// SameWindows reports whether another model has the same windows.
func (m Rotation) SameWindows(other Rotation) bool {
	return m.After.Equal(other.After) && m.BeforeExpiry.Equal(other.BeforeExpiry)
}

// Windows are the model's windows. What cannot be read was refused before.
func (m Rotation) Windows() Windows {
	return Windows{After: window(m.After), BeforeExpiry: window(m.BeforeExpiry)}
}

func window(text types.String) *time.Duration {
	parsed, err := framework.ParseDuration(text.ValueString())
	if err != nil {
		return nil
	}

	return &parsed
}
