package minted

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
)

// Attributes is the schema of a token, to be added to a resource's own.
func Attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"token": schema.StringAttribute{
			MarkdownDescription: "The runner authentication token, with which runner managers sign in. GitLab shows it only when it is made: it is null after an import and with `store_token = false`.",
			Computed:            true,
			Sensitive:           true,
		},
		"token_version": schema.Int64Attribute{
			MarkdownDescription: "When the token was made, as a Unix time in seconds. It grows with every new token, which makes it fit for the `*_wo_version` arguments of secret stores; 0 for a token that was made elsewhere, as after an import.",
			Computed:            true,
		},
		"token_issued_at": schema.StringAttribute{
			MarkdownDescription: "When the token was made, by GitLab's clock, in RFC 3339. Null for a token that was made elsewhere.",
			Computed:            true,
		},
		"token_expires_at": schema.StringAttribute{
			MarkdownDescription: "When the token expires, in RFC 3339. Null if it does not, and after an import, since GitLab tells it only with the token.",
			Computed:            true,
		},
		"rotate_at": schema.StringAttribute{
			MarkdownDescription: "When the token will be due for rotation, in RFC 3339: the first plan after that moment shows it. Null without a window, or while the window has nothing to count from.",
			Computed:            true,
		},
		"store_token": schema.BoolAttribute{
			MarkdownDescription: "Whether `token` is kept in the state. Turning it off takes the token out of the state and leaves the runner alone; turning it on cannot bring a token back. Defaults to `true`.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(true),
		},
	}
}
