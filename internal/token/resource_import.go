package token

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/minted"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/rotation"
)

// ImportState implements [resource.ResourceWithImportState]. It makes no token:
// the one that the runner has stays valid, and unknown.
func (r *tokenResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	id, err := strconv.ParseInt(req.ID, 10, 64)
	if err != nil || id < 1 {
		resp.Diagnostics.AddError("Invalid import id",
			fmt.Sprintf("The token of a runner is imported by the runner's number in GitLab, as 42, and not by %q.", req.ID))

		return
	}

	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("runner_id"), id)...)
}

// imported reports whether the state is one that ImportState has just made.
func (m resourceModel) imported() bool { return m.StoreToken.IsNull() }

// adopt fills in what a configuration would have said, so that the plan after
// an import is empty.
func (m *resourceModel) adopt() {
	m.State = minted.Elsewhere()
	m.Rotation = rotation.Null()
	m.ResetOnCreate = types.BoolValue(false)
	m.UseRunnerToken = types.BoolValue(false)
	m.VerifyOnRefresh = types.BoolValue(false)
}
