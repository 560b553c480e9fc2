package authtoken

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// tokenExample says, in an error, what fits an attribute with the token of a runner.
const tokenExample = "the `token` of a `gitlabrunner_runner`"

func (r *tokenResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"runner_id": schema.Int64Attribute{
			CustomType:          framework.WholeNumber{},
			MarkdownDescription: "The ID of the runner. Changing this replaces the resource; the token of the previous runner stays valid.",
			Required:            true,
			Validators:          []validator.Int64{framework.IDValidator()},
			PlanModifiers:       []planmodifier.Int64{int64planmodifier.RequiresReplace()},
		},
		"current_token_wo": schema.StringAttribute{
			MarkdownDescription: "The current token of the runner, to adopt it instead of resetting it. The provider asks GitLab whether it is valid and belongs to this runner. It is never stored in the plan or the state; whether the adopted token is stored as `token` depends on `store_token`. Requires `current_token_wo_version`, and Terraform or OpenTofu 1.11. Defaults to none.",
			Optional:            true,
			Sensitive:           true,
			WriteOnly:           true,
			Validators: []validator.String{
				framework.NotEmpty(tokenExample),
				framework.Requires("current_token_wo_version", "`1`"),
			},
		},
		"current_token_wo_version": schema.Int64Attribute{
			CustomType:          framework.WholeNumber{},
			MarkdownDescription: "The version of `current_token_wo`, any whole number. Required with `current_token_wo`. Changing it adopts that token; removing it only updates the state.",
			Optional:            true,
		},
		"reset_on_create": schema.BoolAttribute{
			MarkdownDescription: "Whether creating this resource may reset a token that runner managers already use. GitLab rejects all of them until they get the new token. Defaults to `false`: for such a runner, creation fails unless you pass its token in `current_token_wo`.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(false),
		},
		"use_runner_token": schema.BoolAttribute{
			MarkdownDescription: "Whether to authenticate a rotation with the current runner token, taken from the state or from `current_token_wo`, instead of an access token that may update the runner. An expired token cannot be used for this. Reading the runner still requires an access token. Defaults to `false`.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(false),
		},
	}
	maps.Copy(attributes, tokenstate.Attributes())

	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages the authentication token of a runner that this configuration does not create, and rotates it in place. " +
			"For a runner that the configuration does create, use the `rotate_…` attributes of `gitlabrunner_runner` instead. Never use both for the same runner.\n\n" +
			"Creating this resource creates a new token, and fails if runner managers already use the current one; see `current_token_wo` and `reset_on_create`. " +
			"Destroying it does nothing: the token stays valid.\n\n" +
			"GitLab's documentation: [reset a token](https://docs.gitlab.com/api/runners/#reset-runners-authentication-token-by-using-the-runner-id).",
		Attributes: attributes,
	}
}
