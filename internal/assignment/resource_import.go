package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ImportState implements [resource.ResourceWithImportState]. The project stays
// as it is written in the id, so that the plan after the import is empty.
func (r *assignmentResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	runner, text, err := parseID(req.ID)
	if err != nil {
		resp.Diagnostics.AddError("Invalid import id", "It cannot be read: "+err.Error()+".")

		return
	}

	project, err := r.session.Client.Project(ctx, text)
	if err != nil {
		resp.Diagnostics.Append(finding(text).Failed(err)...)

		return
	}

	// Who cannot be read is told by the refresh that follows.
	if details, err := r.session.Client.Runner(ctx, runner); err == nil {
		if owner := ownerOf(ctx, r.session, details); owner.certain && owner.id == project.ID {
			atProject(&resp.Diagnostics, "Project owns the runner", isOwners(runner, project))

			return
		}
	}

	model := resourceModel{RunnerID: types.Int64Value(runner), Project: types.StringValue(text)}
	model.found(project)
	resp.Diagnostics.Append(resp.State.Set(ctx, &model)...)
}
