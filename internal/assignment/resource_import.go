package assignment

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

type assignmentIdentity struct {
	RunnerID  types.Int64 `tfsdk:"runner_id"`
	ProjectID types.Int64 `tfsdk:"project_id"`
}

func (r *assignmentResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	framework.IdentitySchema{
		"runner_id":  "The ID of the runner.",
		"project_id": "The ID of the project.",
	}.Describe(resp)
}

func (m resourceModel) identify(ctx context.Context, target *tfsdk.ResourceIdentity) diag.Diagnostics {
	return framework.Identify(ctx, target, assignmentIdentity{m.RunnerID, m.ProjectID})
}

// ImportState implements [resource.ResourceWithImportState]. The project stays
// as it is written in the import ID, so that the plan after the import is empty.
// An identity has only its ID; the state gets the path, for a configuration that
// is generated.
func (r *assignmentResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	id, text := r.importTarget(ctx, req, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	project, err := r.Data.Client.SharedProject(ctx, text)
	if err != nil {
		resp.Diagnostics.Append(r.Data.Failed(finding(text), err)...)

		return
	}

	// The refresh that follows reports a failure to read the runner.
	if runner, err := r.Data.Client.SharedRunner(ctx, id); err == nil {
		resp.Diagnostics.Append(refuseUnassignable(runner)...)

		if !resp.Diagnostics.HasError() && r.Data.OwnerCandidate(ctx, runner).IsCertain(project.ID) {
			resp.Diagnostics.Append(tfdiag.At(path.Root("project"), tfdiag.AssignmentOfOwner, pair{r.Data, singleType, id, project}.values()))
		}
	}

	if resp.Diagnostics.HasError() {
		return
	}

	if framework.HasIdentity(req) {
		text = project.PathWithNamespace
	}

	model := resourceModel{RunnerID: types.Int64Value(id), Project: types.StringValue(text)}
	model.setProject(project)
	resp.Diagnostics.Append(resp.State.Set(ctx, &model)...)
}

// importTarget is the runner and the project that an import names.
func (r *assignmentResource) importTarget(ctx context.Context, req resource.ImportStateRequest, diags *diag.Diagnostics) (runner int64, project string) {
	if framework.HasIdentity(req) {
		runner, found := framework.IdentityNumber(req, "runner_id")
		diags.Append(found...)

		id, found := framework.IdentityNumber(req, "project_id")
		diags.Append(found...)

		return runner, strconv.FormatInt(id, 10)
	}

	runner, project, ok := parseID(req.ID)
	reversed := reverseID(req.ID)
	otherRunner, otherProject, isReversed := parseID(reversed)
	values := tfdiag.Values{"value": fmt.Sprintf("%q", req.ID), "right": reversed}

	switch {
	case !ok && !isReversed:
		diags.Append(tfdiag.New(tfdiag.ImportIDOfNoPair, values))
	case !ok, isReversed && !r.hasProject(ctx, runner, project) && r.hasProject(ctx, otherRunner, otherProject):
		diags.Append(tfdiag.New(tfdiag.ImportIDReversed, values))
	}

	return runner, project
}

// hasProject reports whether the details of a runner show a project.
func (r *assignmentResource) hasProject(ctx context.Context, id int64, project string) bool {
	runner, err := r.Data.Client.SharedRunner(ctx, id)
	if err != nil {
		return false
	}

	_, found := findByText(project, runner.Projects)

	return found
}
