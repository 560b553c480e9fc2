package assignment

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ModifyPlan implements [resource.ResourceWithModifyPlan].
func (r *exclusiveResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() || r.session == nil {
		return
	}

	// Who cannot be asked for is told by the apply.
	if administrator, err := r.session.Administrator(ctx); err == nil && !administrator {
		r.session.WarnOnce(&resp.Diagnostics,
			"Exclusivity cannot be promised",
			"GitLab shows a runner's projects only to their members and to administrators, and the access token is no administrator's. "+
				"A project that its owner does not belong to is neither shown as drift nor removed.")
	}

	if req.State.Raw.IsNull() {
		return
	}

	var plan, state exclusiveModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}

	// An unknown owner may become known when something is removed.
	if plan.OwnerProject.IsNull() && !plan.Projects.Equal(state.Projects) {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("owner_project"), types.StringUnknown())...)
	}
}

// ownerText is the owner in state: as it is configured, else by its id.
func ownerText(planned types.String, owner int64) types.String {
	switch {
	case !planned.IsNull() && !planned.IsUnknown():
		return planned
	case owner == 0:
		return types.StringNull()
	default:
		return types.StringValue(strconv.FormatInt(owner, 10))
	}
}
