package registration

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/boolvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/namespace"
)

// Schema implements [resource.Resource].
func (r *tokenResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	const exactlyOne = " Exactly one of `instance`, `group` and `project` is needed; a change replaces the resource, which resets the other token."

	resp.Schema = schema.Schema{
		DeprecationMessage: deprecation,
		MarkdownDescription: "The registration token of the instance, a group or a project, with which runners are registered.\n\n" + deprecated +
			"The creation resets it, and so does a change of `triggers`: the old token is refused from that moment, and every plan that is about to do so says it. " +
			"Runners that are registered already are not touched. " +
			"The destroy does nothing: the token stays valid. Reset it in GitLab to be rid of it.\n\n" +
			"GitLab does not show the token again, so there is no drift to see, and nothing to import.\n\n" +
			"GitLab's documentation: [reset a registration token](https://docs.gitlab.com/api/runners/#reset-instances-runner-registration-token).",
		Attributes: map[string]schema.Attribute{
			"instance": schema.BoolAttribute{
				MarkdownDescription: "`true` for the registration token of the instance, which takes an administrator." + exactlyOne,
				Optional:            true,
				Validators:          []validator.Bool{boolvalidator.Equals(true)},
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.RequiresReplace()},
			},
			"group": schema.StringAttribute{
				MarkdownDescription: "The group, by its id, as `42`, or its full path, as `group/subgroup`; it takes an Owner." + exactlyOne,
				Optional:            true,
				Validators:          []validator.String{namespace.GroupValidator()},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"project": schema.StringAttribute{
				MarkdownDescription: "The project, by its id, as `42`, or its full path, as `group/project`; it takes a Maintainer." + exactlyOne,
				Optional:            true,
				Validators:          []validator.String{namespace.ProjectValidator()},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"triggers": schema.MapAttribute{
				MarkdownDescription: "Any texts. When they change the token is reset; when they are set for the first time, or removed, they are only recorded. At least one, where there are any. Defaults to none.",
				ElementType:         types.StringType,
				Optional:            true,
				Validators:          []validator.Map{mapvalidator.SizeAtLeast(1)},
			},
			"token": schema.StringAttribute{
				MarkdownDescription: "The registration token, with which whoever has it can register runners. Null with `store_token = false`: the resource then only makes the old one die.",
				Computed:            true,
				Sensitive:           true,
			},
			"store_token": schema.BoolAttribute{
				MarkdownDescription: "Whether `token` is kept in the state. Turning it off takes the token out of the state and resets nothing; turning it on cannot bring a token back. Defaults to `true`.",
				Optional:            true,
				Computed:            true,
				Default:             booldefault.StaticBool(true),
			},
		},
	}
}
