package runner

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabprovider"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
)

// MoveState implements [resource.ResourceWithMoveState]. A move sends no request,
// because the provider is not configured then: the refresh that follows reads the
// attributes that the source lacks.
func (r *runnerResource) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{
		gitlabprovider.Mover("gitlab_user_runner", moveAs(runnermodel.Names{Token: "token", RunUntagged: "untagged"})),
		gitlabprovider.Mover("gitlab_runner", moveAs(runnermodel.Names{Token: "authentication_token", RunUntagged: "run_untagged"})),
		registeredMover(),
	}
}

func moveAs(names runnermodel.Names) func(context.Context, *gitlabprovider.State, *resource.MoveStateResponse) {
	return func(ctx context.Context, from *gitlabprovider.State, resp *resource.MoveStateResponse) {
		take(ctx, resourceModel{
			Runner:    runnermodel.Moved(from, names),
			GroupID:   from.Number("group_id"),
			ProjectID: from.Number("project_id"),
		}, resp)
	}
}

// registeredMover moves a gitlabrunner_registered_runner. It takes over all attributes
// except the registration token.
func registeredMover() resource.StateMover {
	attributes := runnermodel.Attributes()
	attributes["runner_type"] = schema.StringAttribute{Computed: true}

	return resource.StateMover{
		SourceSchema: &schema.Schema{Attributes: attributes},
		StateMover: func(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
			if req.SourceTypeName != "gitlabrunner_registered_runner" || !isOurs(req.SourceProviderAddress) || req.SourceState == nil {
				return
			}

			var moved resourceModel

			resp.Diagnostics.Append(framework.Get(ctx, *req.SourceState, &moved.Runner)...)
			if !resp.Diagnostics.HasError() {
				take(ctx, moved, resp)
			}
		},
	}
}

// isOurs reports whether a provider is this one, from any registry or mirror.
// OpenTofu before 1.11.12 and 1.12.4 passes only the first word of the type.
//
// See https://github.com/opentofu/opentofu/issues/4352.
func isOurs(address string) bool {
	return address == "gitlabrunner" || strings.HasSuffix(address, "/gitlabrunner")
}

// take completes every move. The state of a registered runner has no owner, and that of
// an imported gitlab_user_runner may have none: the refresh then does the same as after
// an import, and a plan without a refresh adopts the configured owner.
func take(ctx context.Context, moved resourceModel, resp *resource.MoveStateResponse) {
	if moved.ownerless() {
		moved.RunnerType = types.StringNull()
		resp.Diagnostics.Append(ownerNote{Uncertain: true}.write(ctx, resp.TargetPrivate)...)
	}

	resp.Diagnostics.Append(moved.Identify(ctx, resp.TargetIdentity)...)
	resp.Diagnostics.Append(resp.TargetState.Set(ctx, &moved)...)
}
