package registeredrunner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabprovider"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
)

// MoveState implements [resource.ResourceWithMoveState]. A move sends nothing:
// the refresh that follows reads the type.
func (r *runnerResource) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{gitlabprovider.Mover("gitlab_runner", moveRunner)}
}

func moveRunner(ctx context.Context, from *gitlabprovider.State, resp *resource.MoveStateResponse) {
	moved := runnerModel{
		Runner:            runnermodel.Moved(from, runnermodel.Names{Token: "authentication_token", RunUntagged: "run_untagged"}),
		RegistrationToken: from.Text("registration_token"),
		Info:              types.ObjectNull(infoTypes),
	}

	resp.Diagnostics.Append(moved.Identify(ctx, resp.TargetIdentity)...)
	resp.Diagnostics.Append(resp.TargetState.Set(ctx, &moved)...)
}
