package registeredrunner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var (
	_ resource.ResourceWithImportState    = (*tokenResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*tokenResource)(nil)
	_ resource.ResourceWithValidateConfig = (*tokenResource)(nil)
)

// NewTokenResource returns the resource gitlabrunner_registration_token.
func NewTokenResource() resource.Resource {
	return &tokenResource{providerdata.Resource{Name: "registration_token"}}
}

type tokenResource struct{ providerdata.Resource }

func (r *tokenResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan tokenModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	resp.Diagnostics.Append(r.reset(ctx, plan, &resp.State)...)
}

// reset replaces the token. If it fails, the state stays as it is.
func (r *tokenResource) reset(ctx context.Context, plan tokenModel, state *tfsdk.State) diag.Diagnostics {
	token, err := plan.newToken(ctx, r.Data.Client)
	if err != nil {
		return r.Data.Failed(plan.resetting(), err)
	}

	plan.keep(types.StringValue(token))

	return state.Set(ctx, &plan)
}

// ImportState implements [resource.ResourceWithImportState], to say why there is
// no import: GitLab shows a registration token only in the answer to a reset.
func (r *tokenResource) ImportState(_ context.Context, _ resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resp.Diagnostics.Append(tfdiag.New(tfdiag.RegistrationTokenNotImported, nil))
}

// Read implements [resource.Resource]. There is nothing to read.
func (r *tokenResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

// Update implements [resource.Resource]. Where the reset fails, the
// recorded values stay, and the reset is still due.
func (r *tokenResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state tokenModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if plan.resetReason(state) == nil {
		plan.keep(state.Token)
		resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	} else {
		resp.Diagnostics.Append(r.reset(ctx, plan, &resp.State)...)
	}
}

// Delete implements [resource.Resource]. It changes nothing: GitLab has no way
// to be without a registration token, and a reset would only make another.
func (r *tokenResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
