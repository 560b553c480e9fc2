package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/namespace"
)

// Schema implements [resource.Resource].
func (r *assignmentResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Assigns a project runner to a project besides the one that owns it.\n\n" +
			"The owner project is no assignment: it always has its runner. " +
			"For all of a runner's projects in one place, and for nobody else to add one, see `gitlabrunner_project_assignments_exclusive`; do not use both for the same runner.\n\n" +
			"A locked runner is only assigned by administrators, and from GitLab 18.11 on only unassigned by them. Everybody else unlocks it first: set `locked = false`, apply, change the assignments, and lock it again.\n\n" +
			"GitLab's documentation: [assign a runner to a project](https://docs.gitlab.com/api/runners/#assign-a-runner-to-project).",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "`runner_id:project_id`.",
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"runner_id": schema.Int64Attribute{
				MarkdownDescription: descriptionRunnerID + " A change replaces the assignment.",
				Required:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(1)},
				PlanModifiers:       []planmodifier.Int64{int64planmodifier.RequiresReplace()},
			},
			"project": schema.StringAttribute{
				MarkdownDescription: "The project: " + descriptionProject + ". It stays as written. Another project replaces the assignment; another spelling of the same one does nothing, and a project that is renamed or transferred is followed.",
				Required:            true,
				Validators:          []validator.String{namespace.ProjectValidator()},
				PlanModifiers:       []planmodifier.String{replaceForAnotherProject()},
			},
			"project_id": schema.Int64Attribute{
				MarkdownDescription: "The project's id.",
				Computed:            true,
				PlanModifiers:       []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			},
			"project_path": schema.StringAttribute{
				MarkdownDescription: "The project's full path, as it is now.",
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}
