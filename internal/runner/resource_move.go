package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabhq"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/lifecycle"
)

// MoveState implements [resource.ResourceWithMoveState]. A move sends nothing,
// since no provider is configured for it: the refresh that follows finds out
// what the source does not say.
func (r *runnerResource) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{
		gitlabhq.Mover("gitlab_user_runner", moveAs(lifecycle.Names{Token: "token", RunUntagged: "untagged"})),
		gitlabhq.Mover("gitlab_runner", moveAs(lifecycle.Names{Token: "authentication_token", RunUntagged: "run_untagged"})),
	}
}

func moveAs(names lifecycle.Names) func(context.Context, *gitlabhq.State, *resource.MoveStateResponse) {
	return func(ctx context.Context, from *gitlabhq.State, resp *resource.MoveStateResponse) {
		moved := resourceModel{
			Runner:    lifecycle.Moved(from, names),
			GroupID:   from.Number("group_id"),
			ProjectID: from.Number("project_id"),
		}

		// A gitlab_runner never knows whose it is, and a gitlab_user_runner that
		// was imported may not: the refresh then does what it does after an
		// import, and a plan without one believes the configuration.
		if moved.ownerless() {
			moved.RunnerType = types.StringNull()
			resp.Diagnostics.Append(guess{Made: true}.write(ctx, resp.TargetPrivate)...)
		}

		resp.Diagnostics.Append(moved.Identify(ctx, resp.TargetIdentity)...)
		resp.Diagnostics.Append(resp.TargetState.Set(ctx, &moved)...)
	}
}
