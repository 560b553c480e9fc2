package authtoken

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const howToCreate = "Hand the present token over in current_token_wo, which adopts it without a reset, or set reset_on_create = true if they may be locked out."

// guard is an error for a runner that machines already use. What a plan cannot
// look at is looked at again by the apply.
func (r *tokenResource) guard(ctx context.Context, plan resourceModel, diags *diag.Diagnostics) error {
	if plan.ResetOnCreate.IsUnknown() || plan.ResetOnCreate.ValueBool() {
		return nil
	}

	id := plan.RunnerID.ValueInt64()

	users, err := r.users(ctx, id)
	if err == nil && users != "" {
		diags.AddAttributeError(path.Root("reset_on_create"), "Runner is in use", fmt.Sprintf(
			"Runner %d has runner managers that use its present token: %s. To make a new token would lock them out. "+howToCreate, id, users))
	}

	return err
}

// guardApply is guard where there is no later: to reset in the dark is no way.
func (r *tokenResource) guardApply(ctx context.Context, plan resourceModel, diags *diag.Diagnostics) {
	if err := r.guard(ctx, plan, diags); err != nil {
		id := plan.RunnerID.ValueInt64()
		operation := ofRunner("create", id, needsRead)
		operation.Object = fmt.Sprintf("find out whether machines use the present token of runner %d", id)
		diags.Append(operation.FailedAnd(err, "Nothing was changed. "+howToCreate)...)
	}
}

// users names the machines that use the runner's present token.
func (r *tokenResource) users(ctx context.Context, id int64) (string, error) {
	managers, err := r.data.Client.RunnerManagers(ctx, id)
	if gitlabapi.HasStatus(err, http.StatusNotFound) && !gitlabapi.IsGone(err) {
		return r.lastContact(ctx, id)
	}

	var used []string

	for _, manager := range managers {
		if manager.SystemID != gitlabapi.OwnSystemID {
			used = append(used, manager.SystemID)
		}
	}

	return tfdiag.List(used, ", "), err
}

// lastContact stands in for the list of managers, which GitLab has only since
// about 17.1.
func (r *tokenResource) lastContact(ctx context.Context, id int64) (string, error) {
	runner, err := r.data.Client.Runner(ctx, id)
	if err != nil || runner.ContactedAt == nil {
		return "", err
	}

	return "somebody who was in contact at " + runner.ContactedAt.UTC().Format(time.RFC3339), nil
}
