package registeredrunner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

func (r *tokenResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	const exactlyOne = " Exactly one of `instance`, `group` and `project` is required. Selecting another one replaces the resource, which resets the registration token of the new selection. Writing the same one differently, such as by its ID instead of its path, only updates the state."

	resp.Schema = schema.Schema{
		DeprecationMessage: deprecation,
		MarkdownDescription: "Resets the registration token of the instance, a group or a project, which is used to register runners.\n\n" + deprecated +
			"Creating this resource resets the token, and so does changing `rotate_when_changed`. GitLab rejects the old token from then on, and the plan warns about it. " +
			"Runners that are already registered are not affected. " +
			"Destroying this resource does nothing: the token stays valid. To invalidate it, reset it in GitLab.\n\n" +
			"GitLab does not reveal the token again, so drift cannot be detected and the resource cannot be imported.\n\n" +
			"GitLab's documentation: [reset a registration token](https://docs.gitlab.com/api/runners/#reset-instances-runner-registration-token).",
		Attributes: map[string]schema.Attribute{
			"instance": schema.BoolAttribute{
				MarkdownDescription: "Whether the registration token is that of the instance, which requires an administrator." + exactlyOne,
				Optional:            true,
				Validators:          []validator.Bool{framework.OnlyTrue()},
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.RequiresReplace()},
			},
			"group": schema.StringAttribute{
				MarkdownDescription: "The group, by its ID or full path, such as `\"42\"` or `\"group/subgroup\"`. Requires the Owner role." + exactlyOne,
				Optional:            true,
				Validators:          []validator.String{framework.GroupValidator()},
			},
			"project": schema.StringAttribute{
				MarkdownDescription: "The project, by its ID or full path, such as `\"42\"` or `\"group/project\"`. Requires the Maintainer role." + exactlyOne,
				Optional:            true,
				Validators:          []validator.String{framework.ProjectValidator()},
			},
			"rotate_when_changed": tokenstate.RotateWhenChangedAttribute("Arbitrary values that reset the token when one of them changes. Adding the attribute later, or removing it, does not reset the token. Must have at least one entry. Defaults to none."),
			"token": schema.StringAttribute{
				MarkdownDescription: "The registration token. It is enough to register runners. Null with `store_token = false`, in which case the resource only invalidates the old token.",
				Computed:            true,
				Sensitive:           true,
			},
			"store_token": schema.BoolAttribute{
				MarkdownDescription: "Whether to store `token` in the state. Turning this off removes the token from the state and does not reset it; turning it on again does not bring the token back. Defaults to `true`.",
				Optional:            true,
				Computed:            true,
				Default:             booldefault.StaticBool(true),
			},
		},
	}
}
