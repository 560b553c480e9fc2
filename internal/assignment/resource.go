package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var (
	_ resource.ResourceWithIdentity    = (*assignmentResource)(nil)
	_ resource.ResourceWithImportState = (*assignmentResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*assignmentResource)(nil)
	_ resource.ResourceWithMoveState   = (*assignmentResource)(nil)
)

// NewResource returns the resource gitlabrunner_project_assignment.
func NewResource() resource.Resource {
	return &assignmentResource{providerdata.Resource{Name: "project_assignment"}}
}

type assignmentResource struct{ providerdata.Resource }

type resourceModel struct {
	ID          types.String `tfsdk:"id"`
	RunnerID    types.Int64  `tfsdk:"runner_id"`
	Project     types.String `tfsdk:"project"`
	ProjectID   types.Int64  `tfsdk:"project_id"`
	ProjectPath types.String `tfsdk:"project_path"`
}

// setProject sets the attributes that follow from the project.
func (m *resourceModel) setProject(project gitlabapi.Project) {
	m.ID = types.StringValue(formatID(m.RunnerID.ValueInt64(), project.ID))
	m.ProjectID = types.Int64Value(project.ID)
	m.ProjectPath = types.StringValue(project.PathWithNamespace)
}

func (r *assignmentResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	runner, text := plan.RunnerID.ValueInt64(), plan.Project.ValueString()

	project, err := r.Data.Client.SharedProject(ctx, text)
	if err != nil {
		resp.Diagnostics.Append(r.Data.Failed(findingToAssign(text), err)...)

		return
	}

	if err := assign(ctx, r.Data.Client, runner, project.ID); err != nil {
		resp.Diagnostics.Append(r.Data.FailedTogether(pair{r.Data, singleType, runner, project}.assignFailed(ctx, err))...)

		return
	}

	r.Data.RecordAssigned(runner, project.ID)
	plan.setProject(project)
	resp.Diagnostics.Append(plan.identify(ctx, resp.Identity)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// Read implements [resource.Resource]. GitLab deletes the assignments with the
// runner.
func (r *assignmentResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(state.identify(ctx, resp.Identity)...)
	if resp.Diagnostics.HasError() {
		return
	}

	before := state

	id := state.RunnerID.ValueInt64()

	runner, err := r.Data.Client.SharedRunner(ctx, id)
	if err != nil && !gitlabapi.IsGone(err) {
		resp.Diagnostics.Append(r.readFailed(state, err)...)

		return
	}

	found := absent
	if err == nil {
		if found, err = r.status(ctx, &state, runner); err != nil {
			resp.Diagnostics.Append(r.readFailed(state, err)...)

			return
		}

		resp.Diagnostics.Append(state.identify(ctx, resp.Identity)...)
	}

	switch found {
	case absent:
		tflog.Info(ctx, "Removing the assignment from the state, because GitLab has no such assignment", map[string]any{"runner_id": id, "project": state.Project.ValueString()})
		resp.State.RemoveResource(ctx)

		return
	case hidden:
		project := projectOf(state.ProjectID.ValueInt64(), state.Project.ValueString())
		resp.Diagnostics.Append(tfdiag.New(tfdiag.AssignmentHidden, pair{r.Data, singleType, id, project}.values()))
	case present:
		if project, visible := runner.BelongsTo(state.ProjectID.ValueInt64()); visible {
			state.setProject(project)
			resp.Diagnostics.Append(r.follow(ctx, &state, runner, project)...)
		}
	}

	r.Data.RecordManaged(id, state.ProjectID.ValueInt64())
	resp.Diagnostics.Append(framework.WriteRefreshed(ctx, &resp.State, before, state)...)
}

// follow writes the current path of the project into the state if another project
// has taken the path there: Terraform compares the configuration with the state,
// and drops a replacement of equal values.
func (r *assignmentResource) follow(ctx context.Context, state *resourceModel, runner gitlabapi.Runner, project gitlabapi.Project) diag.Diagnostics {
	recorded := recordedPath{path.Root("project"), runner.ID, state.Project.ValueString(), project}

	taken, diags := recorded.check(ctx, r.Data.Client, runner.Projects)
	if taken {
		state.Project = types.StringValue(nameOf(project))
	}

	return diags
}

// Update implements [resource.Resource]. It sends no request: only another
// spelling of the same project is an update.
func (r *assignmentResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(plan.identify(ctx, resp.Identity)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

func (r *assignmentResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state resourceModel

	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}

	runner := state.RunnerID.ValueInt64()

	id, diags := r.projectID(ctx, state)
	if resp.Diagnostics.Append(diags...); diags.HasError() {
		return
	}

	if r.Data.IsAssigned(runner, id) {
		resp.Diagnostics.Append(tfdiag.New(tfdiag.AssignmentKept, tfdiag.Values{"runner": runner, "projects": state.Project.ValueString()}))

		return
	}

	if err := unassign(ctx, r.Data, runner, id); err != nil {
		project := projectOf(id, state.Project.ValueString())
		resp.Diagnostics.Append(r.Data.FailedTogether(pair{r.Data, singleType, runner, project}.unassignFailed(ctx, err))...)
	}
}
