package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// runnerIdentity is the identity of a resource that creates a runner.
type runnerIdentity struct {
	ID types.Int64 `tfsdk:"id"`
}

// Identify sets the identity of the runner.
func (r *Runner) Identify(ctx context.Context, target *tfsdk.ResourceIdentity) diag.Diagnostics {
	return framework.Identify(ctx, target, runnerIdentity{r.ID})
}

// Imported reports whether the state comes from ImportState: any other state has
// store_token, which has a default.
func (r *Runner) Imported() bool {
	return r.StoreToken.IsNull()
}

// NeedsAdoption reports whether the state has no attributes from GitLab yet: after an
// import, or after the move of a state without the type of the runner.
func (r *Runner) NeedsAdoption() bool {
	return r.RunnerType.IsNull()
}

// FillDefaults sets the defaults of the attributes that GitLab does not have, so that
// the plan after an import or a move is empty.
func (r *Runner) FillDefaults() {
	r.State = tokenstate.Imported()
}
