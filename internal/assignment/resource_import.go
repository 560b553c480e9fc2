package assignment

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

type assignmentIdentity struct {
	RunnerID  types.Int64 `tfsdk:"runner_id"`
	ProjectID types.Int64 `tfsdk:"project_id"`
}

// IdentitySchema implements [resource.ResourceWithIdentity].
func (r *assignmentResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	framework.IdentitySchema{
		"runner_id":  "The ID of the runner.",
		"project_id": "The ID of the project.",
	}.Describe(resp)
}

func (m resourceModel) identify(ctx context.Context, target *tfsdk.ResourceIdentity) diag.Diagnostics {
	return target.Set(ctx, assignmentIdentity{m.RunnerID, m.ProjectID})
}

// ImportState implements [resource.ResourceWithImportState]. The project stays
// as it is written in the id, so that the plan after the import is empty; an
// identity has its number only, and it gets its path, which is what a
// configuration that is generated says.
func (r *assignmentResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	runner, text := imported(req, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	project, err := r.data.Client.SharedProject(ctx, text)
	if err != nil {
		resp.Diagnostics.Append(finding(text).Failed(err)...)

		return
	}

	// Who cannot be read is told by the refresh that follows.
	if details, err := r.data.Client.SharedRunner(ctx, runner); err == nil {
		if r.data.OwnerCandidate(ctx, details).IsCertain(project.ID) {
			atProject(&resp.Diagnostics, "Project owns the runner", isOwners(runner, project))

			return
		}
	}

	if framework.HasIdentity(req) {
		text = project.PathWithNamespace
	}

	model := resourceModel{RunnerID: types.Int64Value(runner), Project: types.StringValue(text)}
	model.found(project)
	resp.Diagnostics.Append(resp.State.Set(ctx, &model)...)
}

// imported is the runner and the project that an import names.
func imported(req resource.ImportStateRequest, diags *diag.Diagnostics) (runner int64, project string) {
	if !framework.HasIdentity(req) {
		runner, project, err := parseID(req.ID)
		if err != nil {
			diags.AddError("Invalid import id", "It cannot be read: "+err.Error()+".")
		}

		return runner, project
	}

	runner, found := framework.IdentityNumber(req, "runner_id")
	diags.Append(found...)

	id, found := framework.IdentityNumber(req, "project_id")
	diags.Append(found...)

	return runner, strconv.FormatInt(id, 10)
}
