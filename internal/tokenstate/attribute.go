package tokenstate

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
)

// Attributes is the schema of a token, with its rotation, to be added to a resource's own.
func Attributes() map[string]schema.Attribute {
	attributes := rotationAttributes()
	maps.Copy(attributes, map[string]schema.Attribute{
		"token": schema.StringAttribute{
			MarkdownDescription: "The runner authentication token, which runner managers use to authenticate. GitLab reveals it only when it is created, so it is null after an import. Also null with `store_token = false`.",
			Computed:            true,
			Sensitive:           true,
		},
		"token_version": schema.Int64Attribute{
			MarkdownDescription: "The time when the token was created, as a Unix timestamp in seconds. It increases with every new token, so it can be used for the `*_wo_version` arguments of secret stores. It is 0 for a token that was not created by this resource, for example after an import.",
			Computed:            true,
		},
		"token_issued_at": schema.StringAttribute{
			CustomType:          timetypes.RFC3339Type{},
			MarkdownDescription: "The time when the token was created according to GitLab's clock, in RFC 3339 format. Null for a token that was not created by this resource.",
			Computed:            true,
		},
		"token_expires_at": schema.StringAttribute{
			CustomType:          timetypes.RFC3339Type{},
			MarkdownDescription: "The time when the token expires, in RFC 3339 format. Null if it does not expire, and after an import from GitLab before about 19.5, which reports the expiry only together with the token.",
			Computed:            true,
		},
		"rotate_at": schema.StringAttribute{
			CustomType:          timetypes.RFC3339Type{},
			MarkdownDescription: "The time when the token becomes due for rotation, in RFC 3339 format. The first plan after that time shows the rotation. Null if neither `rotate_after` nor `rotate_before_expiry` is set, or if the time they count from is not known.",
			Computed:            true,
		},
		"store_token": schema.BoolAttribute{
			MarkdownDescription: "Whether to store `token` in the state. Turning this off removes the token from the state and does not change the runner; turning it on again does not bring the token back. Defaults to `true`.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(true),
		},
		verifyOnRefresh: verificationAttribute(),
	})

	return attributes
}
