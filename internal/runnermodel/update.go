package runnermodel

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// Update does what the plan says. What differs goes out in one request; what
// only the provider knows (drain_timeout, store_token) needs none. A new token
// comes last, so that nothing that fails can lose it.
func (r *Runner) Update(ctx context.Context, data *providerdata.Data, before Runner, private framework.Private) diag.Diagnostics {
	diags := r.change(ctx, data, before)

	if diags.HasError() {
		r.State = before.State

		return diags
	}

	return append(diags, r.rotate(ctx, data, before, private)...)
}

// change sends the settings that differ, and makes the plan say what GitLab has
// stored where that is something else.
func (r *Runner) change(ctx context.Context, data *providerdata.Data, before Runner) diag.Diagnostics {
	change, differs := r.Change(before.Settings)
	if !differs {
		return nil
	}

	id := before.ID.ValueInt64()

	runner, err := data.Client.UpdateRunner(ctx, id, change)
	if err != nil {
		r.Settings = before.Settings

		return r.updateFailed(ctx, data, change, err, id)
	}

	var diags diag.Diagnostics

	for _, attribute := range r.NotStored(change, runner) {
		diags.AddAttributeError(
			attribute,
			"GitLab did not store the setting",
			fmt.Sprintf("GitLab accepted the change of runner %d, but its answer shows that %s was not stored as configured. "+
				"An older GitLab ignores what it does not know: maintenance_note can be changed from 16.10 on. Leave the setting as it was, or upgrade GitLab.", id, attribute),
		)
	}

	if diags.HasError() {
		// What the answer does not show stays as it was, not as it was wished for.
		r.Settings = before.Settings
		r.read(runner)
	}

	return diags
}

// rotate creates a new token if, and only if, the plan says so.
func (r *Runner) rotate(ctx context.Context, data *providerdata.Data, before Runner, private framework.Private) diag.Diagnostics {
	if !r.Rotates() {
		r.KeepToken(before.State)
		r.Schedule()

		return nil
	}

	id := before.ID.ValueInt64()

	token, err := data.Client.ResetAuthenticationToken(ctx, id)
	if err != nil {
		r.State = before.State

		return rotateFailed(err, id)
	}

	return r.Publish(ctx, token, tokenstate.Creation{Data: data, Runner: id, Private: private, Before: before.State})
}
