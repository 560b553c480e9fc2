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

// MoveState implements [resource.ResourceWithMoveState]. A move sends nothing,
// since no provider is configured for it: which project a path means is found
// out by the refresh that follows.
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

// lookFor looks for the assignment in state. One that was moved by a path has
// no identity yet, and cannot be kept without one: who may not see its project
// has to let somebody else move it.
func (r *assignmentResource) lookFor(ctx context.Context, state *resourceModel, runner gitlabapi.Runner) (presence, error) {
	if state.ProjectID.IsNull() {
		project, err := r.locate(ctx, state.Project.ValueString(), runner)

		if gitlabapi.IsGone(err) {
			if found, askErr := unseen(ctx, r.data); askErr == nil && found == absent {
				return absent, nil
			}
		}

		if err != nil {
			return absent, err
		}

		state.found(project)
	}

	return look(ctx, r.data, runner, state.ProjectID.ValueInt64())
}

// locate finds the project of an assignment that was moved by its path. It is
// most likely one that the runner's details show.
func (r *assignmentResource) locate(ctx context.Context, text string, runner gitlabapi.Runner) (gitlabapi.Project, error) {
	for _, project := range runner.Projects {
		if spells(text, project) {
			return project, nil
		}
	}

	return r.data.Client.SharedProject(ctx, text)
}

// lookFailed is the diagnostic for a failed look. An assignment that was moved by
// a path may be for a project that was deleted.
func (r *assignmentResource) lookFailed(state resourceModel, err error) diag.Diagnostics {
	project := projectOf(state.ProjectID.ValueInt64(), state.Project.ValueString())
	call := pair{r.data, singleType, state.RunnerID.ValueInt64(), project}.call(tfdiag.ReadAssignment)

	if state.ProjectID.IsNull() && gitlabapi.IsGone(err) {
		return call.Because(tfdiag.MovedByPath, err)
	}

	return r.data.Failed(call, err)
}

// projectID is the ID of the assignment's project, also where it was moved and
// never refreshed.
func (r *assignmentResource) projectID(ctx context.Context, state resourceModel) (int64, diag.Diagnostics) {
	if !state.ProjectID.IsNull() {
		return state.ProjectID.ValueInt64(), nil
	}

	text := state.Project.ValueString()

	project, err := r.data.Client.Project(ctx, text)
	if err != nil {
		return 0, r.data.Failed(finding(text), err)
	}

	return project.ID, nil
}
