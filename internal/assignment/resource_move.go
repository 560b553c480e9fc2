package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabprovider"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// MoveState implements [resource.ResourceWithMoveState]. A move sends no request,
// because Terraform does not configure the provider for it. The refresh that
// follows finds the project of a path.
func (r *assignmentResource) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{gitlabprovider.Mover("gitlab_project_runner_enablement", move)}
}

func move(ctx context.Context, from *gitlabprovider.State, resp *resource.MoveStateResponse) {
	moved := resourceModel{RunnerID: from.ID("runner_id"), Project: from.Name("project")}

	if project, isID := framework.ParseID(moved.Project.ValueString()); isID {
		moved.ID = types.StringValue(formatID(moved.RunnerID.ValueInt64(), project))
		moved.ProjectID = types.Int64Value(project)
		resp.Diagnostics.Append(moved.identify(ctx, resp.TargetIdentity)...)
	}

	resp.Diagnostics.Append(resp.TargetState.Set(ctx, &moved)...)
}

// status finds out whether the assignment in the state exists. An assignment that
// was moved by a path has no identity yet, and the state cannot keep it without
// one: the move needs a caller that sees the project.
func (r *assignmentResource) status(ctx context.Context, state *resourceModel, runner gitlabapi.Runner) (assignmentStatus, error) {
	if state.ProjectID.IsNull() {
		project, err := r.findMoved(ctx, state.Project.ValueString(), runner)

		if gitlabapi.IsGone(err) {
			if found, askErr := statusOfHidden(ctx, r.Data); askErr == nil && found == absent {
				return absent, nil
			}
		}

		if err != nil {
			return absent, err
		}

		state.setProject(project)
	}

	return statusOf(ctx, r.Data, runner, state.ProjectID.ValueInt64())
}

// findMoved finds the project of an assignment that was moved by its path, mostly
// in the details of the runner.
func (r *assignmentResource) findMoved(ctx context.Context, text string, runner gitlabapi.Runner) (gitlabapi.Project, error) {
	if project, found := findByText(text, runner.Projects); found {
		return project, nil
	}

	return r.Data.Client.SharedProject(ctx, text)
}

// readFailed is the diagnostic for a status that cannot be found out. An
// assignment that was moved by a path may be for a project that was deleted.
func (r *assignmentResource) readFailed(state resourceModel, err error) diag.Diagnostics {
	project := projectOf(state.ProjectID.ValueInt64(), state.Project.ValueString())
	call := pair{r.Data, singleType, state.RunnerID.ValueInt64(), project}.call(tfdiag.ReadAssignment)

	if state.ProjectID.IsNull() && gitlabapi.IsGone(err) {
		return call.Because(tfdiag.MovedByPath, err)
	}

	return r.Data.Failed(call, err)
}

// projectID is the ID of the assignment's project. An assignment that was moved
// by a path and not refreshed has none in the state.
func (r *assignmentResource) projectID(ctx context.Context, state resourceModel) (int64, diag.Diagnostics) {
	if !state.ProjectID.IsNull() {
		return state.ProjectID.ValueInt64(), nil
	}

	text := state.Project.ValueString()

	project, err := r.Data.Client.Project(ctx, text)
	if err != nil {
		return 0, r.Data.Failed(finding(text), err)
	}

	return project.ID, nil
}
