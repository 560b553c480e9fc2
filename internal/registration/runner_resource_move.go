package registration

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabhq"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/lifecycle"
)

// MoveState implements [resource.ResourceWithMoveState]. A move sends nothing:
// the refresh that follows reads the type.
func (r *runnerResource) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{gitlabhq.Mover("gitlab_runner", moveRunner)}
}

func moveRunner(ctx context.Context, from *gitlabhq.State, resp *resource.MoveStateResponse) {
	moved := runnerModel{
		Runner:            lifecycle.Moved(from, lifecycle.Names{Token: "authentication_token", RunUntagged: "run_untagged"}),
		RegistrationToken: from.Text("registration_token"),
	}

	resp.Diagnostics.Append(moved.Identify(ctx, resp.TargetIdentity)...)
	resp.Diagnostics.Append(resp.TargetState.Set(ctx, &moved)...)
}
