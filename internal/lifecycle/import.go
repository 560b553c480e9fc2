package lifecycle

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/minted"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/rotation"
)

// ImportState imports a runner by its number. It sends nothing: the Read that
// follows fills in the rest.
func ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	id, err := strconv.ParseInt(req.ID, 10, 64)
	if err != nil || id < 1 {
		resp.Diagnostics.AddError(
			"Invalid import id",
			fmt.Sprintf("A runner is imported by its number in GitLab, as 42, and not by %q. The number stands behind the # on the runner's page.", req.ID),
		)

		return
	}

	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
}

// Imported reports whether the state is one that ImportState has just made: any
// other has store_token, which has a default.
func (r *Runner) Imported() bool {
	return r.StoreToken.IsNull()
}

// FillDefaults fills in what a configuration would have said, so that the plan after
// an import is empty.
func (r *Runner) FillDefaults() {
	r.State = minted.Elsewhere()
	r.TokenRotation = rotation.Null()
}
