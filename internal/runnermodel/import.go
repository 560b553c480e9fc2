package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// runnerIdentity is the identity of a resource that makes a runner.
type runnerIdentity struct {
	ID types.Int64 `tfsdk:"id"`
}

// IdentitySchema describes the identity of a resource that makes a runner.
func IdentitySchema(resp *resource.IdentitySchemaResponse) {
	framework.IdentitySchema{"id": "The ID of the runner."}.Describe(resp)
}

// Identify sets the identity of the runner.
func (r *Runner) Identify(ctx context.Context, target *tfsdk.ResourceIdentity) diag.Diagnostics {
	return framework.Identify(ctx, target, runnerIdentity{r.ID})
}

// ImportState imports a runner by its number. It sends nothing: the Read that
// follows fills in the rest.
func ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	framework.ImportRunner(ctx, req, resp, "id")
}

// Imported reports whether the state is one that ImportState has just made: any
// other has store_token, which has a default.
func (r *Runner) Imported() bool {
	return r.StoreToken.IsNull()
}

// Unread reports whether nothing is known yet of what only GitLab can say, as
// after an import, or after the move of a runner that did not know its type.
func (r *Runner) Unread() bool {
	return r.RunnerType.IsNull()
}

// FillDefaults fills in what a configuration would have said, so that the plan
// after an import or a move is empty.
func (r *Runner) FillDefaults() {
	r.State = tokenstate.Imported()
}
