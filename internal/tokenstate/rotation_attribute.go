package tokenstate

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// The attributes that say when a token is due. They are not nested: Terraform
// ignores unknown keys of a nested attribute, so that a misspelt name would
// switch the rotation off.
const (
	rotateAfter        = "rotate_after"
	rotateBeforeExpiry = "rotate_before_expiry"
	rotateWhenChanged  = "rotate_when_changed"
)

// rotationAttributes is the schema of a rotation.
func rotationAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		rotateAfter: schema.StringAttribute{
			MarkdownDescription: "The age at which the token is rotated, as a duration such as `720h` or `30d`. After an import the age of the token is unknown, so this takes effect after the first rotation. Adding, changing or removing it does not rotate the token by itself. Defaults to none: the age does not matter.",
			Optional:            true,
			Validators:          []validator.String{framework.PositiveDurationValidator("`720h` or `30d`")},
		},
		rotateBeforeExpiry: schema.StringAttribute{
			MarkdownDescription: "The time before `token_expires_at` at which the token is rotated, as a duration such as `48h` or `2d`. It has no effect on a token that does not expire. " +
				"If it is not shorter than the lifetime of the token, the provider uses half of the lifetime instead. Adding, changing or removing it does not rotate the token by itself. Defaults to none: the expiry does not matter.",
			Optional:   true,
			Validators: []validator.String{framework.DurationValidator("`48h` or `2d`")},
		},
		rotateWhenChanged: RotateWhenChangedAttribute("Arbitrary values that rotate the token when one of them changes. Adding the attribute or removing it does not rotate the token. Must have at least one entry. Defaults to none."),
	}
}

// RotateWhenChangedAttribute is the schema of the values that rotate a token
// when they change.
func RotateWhenChangedAttribute(description string) schema.MapAttribute {
	return schema.MapAttribute{
		MarkdownDescription: description,
		ElementType:         types.StringType,
		Optional:            true,
		Validators:          []validator.Map{framework.MapNotEmpty("`{ version = \"1\" }`")},
	}
}

// Rotation says when a token is due, as configured or as recorded.
type Rotation struct {
	RotateAfter        types.String `tfsdk:"rotate_after"`
	RotateBeforeExpiry types.String `tfsdk:"rotate_before_expiry"`
	RotateWhenChanged  types.Map    `tfsdk:"rotate_when_changed"`
}

// noRotation is the rotation of a configuration without any of its attributes.
func noRotation() Rotation {
	return Rotation{RotateWhenChanged: types.MapNull(types.StringType)}
}

// windowsKnown reports whether both windows are known or null.
func (r Rotation) windowsKnown() bool {
	return !r.RotateAfter.IsUnknown() && !r.RotateBeforeExpiry.IsUnknown()
}

// sameWindows reports whether another rotation has the same windows.
func (r Rotation) sameWindows(other Rotation) bool {
	return r.RotateAfter.Equal(other.RotateAfter) && r.RotateBeforeExpiry.Equal(other.RotateBeforeExpiry)
}

// windows are the windows of the rotation. The validators have refused
// malformed ones.
func (r Rotation) windows() Windows {
	return Windows{After: window(r.RotateAfter), BeforeExpiry: window(r.RotateBeforeExpiry)}
}

func window(text types.String) *time.Duration {
	parsed, err := framework.ParseDuration(text.ValueString())
	if err != nil {
		return nil
	}

	return &parsed
}
