package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// Update applies a plan. It sends the settings that differ in one request; attributes
// that only the provider has, such as drain_timeout, need none. The new token comes
// last, so that no later failure can lose it.
func (r *Runner) Update(ctx context.Context, data *providerdata.Data, before Runner, private framework.Private) diag.Diagnostics {
	diags := r.updateSettings(ctx, data, before)

	if diags.HasError() {
		r.State = before.State

		return diags
	}

	return append(diags, r.rotateToken(ctx, data, before, private)...)
}

// updateSettings sends the settings that differ. If GitLab has stored other values,
// the state gets those.
func (r *Runner) updateSettings(ctx context.Context, data *providerdata.Data, before Runner) diag.Diagnostics {
	change, differs := r.Change(before.Settings)
	if !differs {
		return nil
	}

	id := before.ID.ValueInt64()

	runner, err := data.Client.UpdateRunner(ctx, id, change)
	if err != nil {
		r.Settings = before.Settings

		return r.updateFailed(ctx, data, change, err)
	}

	var diags diag.Diagnostics

	for _, attribute := range r.NotStored(change, runner) {
		diags.Append(tfdiag.At(attribute, tfdiag.SettingNotStored, tfdiag.Values{"runner": id}))
	}

	if diags.HasError() {
		// A setting that the answer does not have keeps the previous value.
		r.Settings = before.Settings
		r.setFromAPI(runner)
	}

	return diags
}

// rotateToken creates a new token if, and only if, the plan says so.
func (r *Runner) rotateToken(ctx context.Context, data *providerdata.Data, before Runner, private framework.Private) diag.Diagnostics {
	if !r.Rotates() {
		r.KeepToken(before.State)
		r.Schedule()

		return nil
	}

	id := before.ID.ValueInt64()

	token, err := data.Client.ResetAuthenticationToken(ctx, id)
	if err != nil {
		r.State = before.State

		return data.Failed(r.call(tfdiag.RotateToken), err)
	}

	return r.Publish(ctx, token, tokenstate.Creation{Data: data, Runner: id, Private: private, Before: before.State})
}
