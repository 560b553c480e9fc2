package runner

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/minted"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/rotation"
)

// change sends the settings that differ, and makes the plan say what GitLab has
// stored where that is something else.
func (r *runnerResource) change(ctx context.Context, plan *resourceModel, state resourceModel) diag.Diagnostics {
	change, differs := plan.Values.Change(state.Values)
	if !differs {
		return nil
	}

	id := state.ID.ValueInt64()

	runner, err := r.session.Client.UpdateRunner(ctx, id, change)
	if err != nil {
		plan.Values = state.Values

		return updateFailed(err, id)
	}

	var diags diag.Diagnostics

	for _, attribute := range plan.NotStored(change, runner) {
		diags.AddAttributeError(
			attribute,
			"GitLab did not store the setting",
			fmt.Sprintf("GitLab accepted the change of runner %d, but its answer shows that %s was not stored as configured. "+
				"An older GitLab ignores what it does not know: maintenance_note can be changed from 16.10 on. Leave the setting out, or upgrade GitLab.", id, attribute),
		)
	}

	if diags.HasError() {
		// What the answer does not show stays as it was, not as it was wished for.
		plan.Values = state.Values
		plan.read(runner)
	}

	return diags
}

// rotate makes a new token if, and only if, the plan said so.
func (r *runnerResource) rotate(ctx context.Context, plan *resourceModel, state resourceModel, private minted.Private) diag.Diagnostics {
	wanted, diags := rotation.From(ctx, plan.TokenRotation)

	if !plan.Rotates() {
		plan.Stay(state.State)
		plan.Schedule(wanted)

		return diags
	}

	id := state.ID.ValueInt64()

	token, err := r.session.Client.ResetAuthenticationToken(ctx, id)
	if err != nil {
		plan.Keep(state.State)
		plan.TokenRotation = state.TokenRotation
		diags.Append(rotateFailed(err, id)...)

		return diags
	}

	plan.Mint(token.Token, token.MintedAt, token.TokenExpiresAt, state.State)

	if halved := plan.Schedule(wanted); halved {
		plan.WarnHalved(path.Root("token_rotation"), &diags)
	}

	r.session.HandOn(id, plan.TokenVersion.ValueInt64(), token.Token)
	diags.Append(minted.Settle(ctx, private)...)

	return diags
}
