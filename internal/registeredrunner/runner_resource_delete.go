package registeredrunner

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func (r *runnerResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state runnerModel

	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}

	idle, diags := state.Drain(ctx, r.data)
	resp.Diagnostics.Append(diags...)

	if idle {
		resp.Diagnostics.Append(r.delete(ctx, state)...)
	}
}

// delete deletes the runner as itself where its token is known, since that
// takes no role and no access token. A token that is refused is not the
// runner's any more, or has expired, or the runner is gone: its id tells.
func (r *runnerResource) delete(ctx context.Context, state runnerModel) diag.Diagnostics {
	id := state.ID.ValueInt64()

	if !isSet(state.Token) {
		return state.Runner.Delete(ctx, r.data)
	}

	err := r.data.Client.DeleteRunnerWithToken(ctx, id, state.Token.ValueString())

	switch {
	case err == nil, gitlabapi.IsGone(err):
		return nil
	case gitlabapi.IsRejected(err), gitlabapi.HasStatus(err, http.StatusUnprocessableEntity):
		tflog.Info(ctx, "GitLab refuses the token in state; the runner is deleted by its id", map[string]any{"runner_id": id})

		return state.Runner.Delete(ctx, r.data)
	default:
		return r.data.Failed(tfdiag.OnRunner(tfdiag.UnregisterRunner, id, ""), err)
	}
}
