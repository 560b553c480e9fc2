package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

func (r *assignmentResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Assigns a project runner to a project other than the one that owns it.\n\n" +
			"The project that owns the runner always has it and cannot be managed with this resource. " +
			"To manage all projects of a runner in one place, and to detect projects that others add, use `gitlabrunner_project_assignments_exclusive` instead. Do not use both for the same runner.\n\n" +
			"Only administrators can assign a locked runner and, from GitLab 18.11 on, unassign it. " +
			"Without administrator access, unlock it first: set `locked = false`, apply, change the assignments, and lock it again.\n\n" +
			"GitLab has at most one assignment of a runner to a project, so an assignment cannot be replaced by itself with `create_before_destroy`.\n\n" +
			"Destroying an assignment is an error if you cannot see the project and are not an administrator, because it is unknown whether the project still has the runner. " +
			"The error contains the command that removes the assignment from the state.\n\n" +
			"GitLab's documentation: [assign a runner to a project](https://docs.gitlab.com/api/runners/#assign-a-runner-to-project).",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "The ID of the assignment, in the form `runner_id:project_id`.",
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"runner_id": schema.Int64Attribute{
				CustomType:          framework.WholeNumber{},
				MarkdownDescription: descriptionRunnerID + " Changing this replaces the assignment.",
				Required:            true,
				Validators:          []validator.Int64{framework.IDValidator()},
				PlanModifiers:       []planmodifier.Int64{int64planmodifier.RequiresReplace()},
			},
			"project": schema.StringAttribute{
				MarkdownDescription: "The project, " + descriptionProject + ". Changing this to a different project replaces the assignment; writing the same project differently does not. A project that is renamed or transferred stays assigned, unless another project takes its path: then the plan replaces the assignment and warns.",
				Required:            true,
				Validators:          []validator.String{framework.ProjectValidator()},
				PlanModifiers:       []planmodifier.String{replaceForAnotherProject()},
			},
			"project_id": schema.Int64Attribute{
				MarkdownDescription: "The ID of the project.",
				Computed:            true,
				PlanModifiers:       []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			},
			"project_path": schema.StringAttribute{
				MarkdownDescription: "The current full path of the project.",
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}
