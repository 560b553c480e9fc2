package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

func (r *exclusiveResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Assigns a project runner to exactly the given projects, in addition to the project that owns it. A project that is added or removed outside of Terraform is shown as drift. The plan of a new set warns of the projects that it unassigns.\n\n" +
			"Missing projects are added before surplus ones are removed, with one request each. If an update fails halfway, the state reflects what was done, and the next apply completes it.\n\n" +
			"GitLab shows a runner's projects only to their members and to administrators. If you are not an administrator, a warning says that there may be projects you cannot see. Removing a project that you can no longer see is an error.\n\n" +
			"GitLab's documentation: [assign a runner to a project](https://docs.gitlab.com/api/runners/#assign-a-runner-to-project).",
		Attributes: map[string]schema.Attribute{
			"runner_id": schema.Int64Attribute{
				CustomType:          framework.WholeNumber{},
				MarkdownDescription: descriptionRunnerID + " Changing this replaces the resource; projects are unassigned from the previous runner only with `unassign_on_destroy`.",
				Required:            true,
				Validators:          []validator.Int64{framework.IDValidator()},
				PlanModifiers:       []planmodifier.Int64{int64planmodifier.RequiresReplace()},
			},
			"projects": schema.SetAttribute{
				MarkdownDescription: "The projects, each " + descriptionProject + ". An empty set leaves only the owner. Including the owner has no effect. Paths stay as written, and a project that is renamed or transferred stays assigned, unless another project takes its path: then the plan removes the one and adds the other.",
				CustomType:          framework.NewTextSetType(),
				ElementType:         types.StringType,
				Required:            true,
				Validators:          framework.SetOfTexts(framework.ProjectValidator()),
			},
			"owner_project": schema.StringAttribute{
				MarkdownDescription: "The project that owns the runner, " + descriptionProject + ". It is never unassigned. If omitted, the provider detects it where possible: " +
					"because the runner has no other project, or because GitLab refuses to unassign it. GitLab before 17.11 does not refuse this: with these versions, no project is unassigned until the owner is known.",
				Optional:   true,
				Computed:   true,
				Validators: []validator.String{framework.ProjectValidator()},
				// An owner that is not known may become known when a project is removed.
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseNonNullStateForUnknown()},
			},
			"unassign_on_destroy": schema.BoolAttribute{
				MarkdownDescription: "Whether destroying this resource unassigns the runner from `projects`. " +
					"Enable it if the runner is deleted as well and you are not an administrator, because only administrators can delete a runner with several projects. " +
					"Defaults to `false`: the assignments stay and are no longer managed.",
				Optional: true,
				Computed: true,
				Default:  booldefault.StaticBool(false),
			},
		},
	}
}
