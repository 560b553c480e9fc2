package registeredrunner

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func (r *runnerResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state runnerModel

	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}

	idle, diags := state.Drain(ctx, r.Data)
	resp.Diagnostics.Append(diags...)

	if idle {
		resp.Diagnostics.Append(r.deleteRunner(ctx, state)...)
	}
}

// deleteRunner deletes the runner with its own token where that is known, since that
// requires no role and no access token. If GitLab refuses the token, it was replaced or
// has expired, or the runner was deleted: a delete by the ID finds out.
func (r *runnerResource) deleteRunner(ctx context.Context, state runnerModel) diag.Diagnostics {
	id := state.ID.ValueInt64()

	if !isSet(state.Token) {
		return state.Runner.Delete(ctx, r.Data)
	}

	err := r.Data.Client.DeleteRunnerWithToken(ctx, id, state.Token.ValueString())

	switch {
	case err == nil, gitlabapi.IsGone(err):
		return nil
	case gitlabapi.IsRejected(err), gitlabapi.HasStatus(err, http.StatusUnprocessableEntity):
		tflog.Info(ctx, "GitLab refuses the token in the state; the runner is deleted by its ID", map[string]any{"runner_id": id})

		return state.Runner.Delete(ctx, r.Data)
	default:
		return r.Data.Failed(tfdiag.OnRunner(tfdiag.UnregisterRunner, id, ""), err)
	}
}
