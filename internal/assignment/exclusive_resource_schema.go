package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/namespace"
)

// Schema implements [resource.Resource].
func (r *exclusiveResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Assigns a project runner to exactly these projects, besides the one that owns it: a project that somebody adds or removes behind Terraform's back shows up in the plan.\n\n" +
			"Missing projects are added before others are removed, with one request each. Where something fails half way the state says what is, and the next apply finishes.\n\n" +
			"GitLab shows a runner's projects only to their members and to administrators. Who is no administrator is warned that projects may be out of sight.\n\n" +
			"GitLab's documentation: [assign a runner to a project](https://docs.gitlab.com/api/runners/#assign-a-runner-to-project).",
		Attributes: map[string]schema.Attribute{
			"runner_id": schema.Int64Attribute{
				MarkdownDescription: descriptionRunnerID + " A change replaces the resource, and unassigns nothing unless `unassign_on_destroy` says so.",
				Required:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(1)},
				PlanModifiers:       []planmodifier.Int64{int64planmodifier.RequiresReplace()},
			},
			"projects": schema.SetAttribute{
				MarkdownDescription: "The projects, each as " + descriptionProject + ". They stay as written, and a project that is renamed or transferred is followed. An empty set leaves only the owner. Naming the owner does no harm.",
				CustomType:          newTextSetType(),
				ElementType:         types.StringType,
				Required:            true,
				Validators:          []validator.Set{setvalidator.NoNullValues(), setvalidator.ValueStringsAre(namespace.ProjectValidator())},
			},
			"owner_project": schema.StringAttribute{
				MarkdownDescription: "The project that owns the runner: " + descriptionProject + ". It is never unassigned. Left out, it is found out where that is possible: " +
					"from a runner that has no other project, or from GitLab's refusal to unassign it. Before GitLab 17.11 there is no such refusal, and nothing is removed while the owner is not known.",
				Optional:      true,
				Computed:      true,
				Validators:    []validator.String{namespace.ProjectValidator()},
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"unassign_on_destroy": schema.BoolAttribute{
				MarkdownDescription: "Whether a destroy unassigns the runner from `projects`. Otherwise it only stops managing them. " +
					"Who is no administrator needs it to delete the runner afterwards, since GitLab lets only administrators delete a runner with several projects. Defaults to `false`.",
				Optional: true,
				Computed: true,
				Default:  booldefault.StaticBool(false),
			},
		},
	}
}
