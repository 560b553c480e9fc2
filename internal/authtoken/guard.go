package authtoken

import (
	"context"
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// guard is an error for a runner that runner managers already use. A failed request is
// not reported as a diagnostic: a plan leaves the check to the apply.
func (r *tokenResource) guard(ctx context.Context, plan resourceModel, diags *diag.Diagnostics) error {
	if plan.ResetOnCreate.IsUnknown() || plan.ResetOnCreate.ValueBool() {
		return nil
	}

	used, err := r.inUse(ctx, plan.RunnerID.ValueInt64())
	diags.Append(used...)

	return err
}

// guardApply is guard for an apply, in which a failed request is an error.
func (r *tokenResource) guardApply(ctx context.Context, plan resourceModel, diags *diag.Diagnostics) {
	if err := r.guard(ctx, plan, diags); err != nil {
		call := tfdiag.OnRunner(tfdiag.ListManagers, plan.RunnerID.ValueInt64(), "")
		call.Note = tfdiag.TokenUseUnknown
		diags.Append(call.Failed(err)...)
	}
}

// inUse is an error that names the runner managers that use the current token of the
// runner, and empty if there are none.
func (r *tokenResource) inUse(ctx context.Context, id int64) (diag.Diagnostics, error) {
	managers, err := r.Data.Client.RunnerManagers(ctx, id)
	if gitlabapi.HasStatus(err, http.StatusNotFound) && !gitlabapi.IsGone(err) {
		return r.inContact(ctx, id)
	}

	var used []string

	for _, manager := range managers {
		if manager.SystemID != gitlabapi.OwnSystemID {
			used = append(used, manager.SystemID)
		}
	}

	if err != nil || len(used) == 0 {
		return nil, err
	}

	return inUse(tfdiag.TokenInUse, tfdiag.Values{"runner": id, "managers": tfdiag.List(used, ", ")}), nil
}

// inContact replaces the list of managers, which GitLab has from about 17.1 on.
func (r *tokenResource) inContact(ctx context.Context, id int64) (diag.Diagnostics, error) {
	runner, err := r.Data.Client.Runner(ctx, id)
	if err != nil || runner.ContactedAt == nil {
		return nil, err
	}

	return inUse(tfdiag.TokenInContact, tfdiag.Values{"runner": id, "time": runner.ContactedAt.UTC().Format(time.RFC3339)}), nil
}

func inUse(id tfdiag.ID, values tfdiag.Values) diag.Diagnostics {
	return diag.Diagnostics{tfdiag.At(path.Root("reset_on_create"), id, values)}
}
