package token

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/minted"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/rotation"
)

// Schema implements [resource.Resource].
func (r *tokenResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"runner_id": schema.Int64Attribute{
			MarkdownDescription: "The id of the runner. A change replaces the resource; the token of the runner before stays valid.",
			Required:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(1)},
			PlanModifiers:       []planmodifier.Int64{int64planmodifier.RequiresReplace()},
		},
		"rotation": rotation.Attribute(),
		"current_token_wo": schema.StringAttribute{
			MarkdownDescription: "A live token of the runner, to be adopted without a reset: GitLab is asked whether it is valid, and whose it is. Needs `current_token_wo_version`. It is in no plan and no state of its own; `store_token` decides whether `token` keeps it. Needs Terraform or OpenTofu 1.11.",
			Optional:            true,
			Sensitive:           true,
			WriteOnly:           true,
			Validators: []validator.String{
				stringvalidator.LengthAtLeast(1),
				stringvalidator.AlsoRequires(path.MatchRoot("current_token_wo_version")),
			},
		},
		"current_token_wo_version": schema.Int64Attribute{
			MarkdownDescription: "Any number, needed with `current_token_wo`. When it changes, that token is adopted. Left out again, nothing is.",
			Optional:            true,
		},
		"reset_on_create": schema.BoolAttribute{
			MarkdownDescription: "Whether the creation may reset the token of a runner that runner managers already use; all of them are refused until they have the new token. Defaults to `false`: the creation then fails for such a runner, unless `current_token_wo` hands its token over.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(false),
		},
		"use_runner_token": schema.BoolAttribute{
			MarkdownDescription: "Whether a rotation exchanges the current token for a new one, instead of making one by the runner's id, which needs the right to change the runner. The current token is the one in state, or `current_token_wo`. An expired token cannot be exchanged. Reading the runner still needs an access token. Defaults to `false`.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(false),
		},
		"verify_on_refresh": schema.BoolAttribute{
			MarkdownDescription: "Whether a refresh shows the token in state to GitLab, to find out whether somebody else has rotated it; the plan then rotates it. It needs `store_token = true`, costs two requests, and counts as a contact of the runner on newer versions of GitLab. Defaults to `false`.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(false),
		},
	}
	maps.Copy(attributes, minted.Attributes())

	resp.Schema = schema.Schema{
		MarkdownDescription: "The authentication token of a runner that this configuration does not create, rotated in place. " +
			"For a runner that it does create, use `token_rotation` of `gitlabrunner_runner`: a token has one home.\n\n" +
			"The creation makes a new token, and refuses to do so where that would break runner managers that use the present one. " +
			"The destroy does nothing: the token stays valid.\n\n" +
			"GitLab's documentation: [reset a token](https://docs.gitlab.com/api/runners/#reset-runners-authentication-token-by-using-the-runner-id).",
		Attributes: attributes,
	}
}
