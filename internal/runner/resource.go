package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/duration"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/rotation"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
)

var (
	_ resource.ResourceWithConfigure      = (*runnerResource)(nil)
	_ resource.ResourceWithImportState    = (*runnerResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*runnerResource)(nil)
	_ resource.ResourceWithValidateConfig = (*runnerResource)(nil)
)

// NewResource returns the resource gitlabrunner_runner.
func NewResource() resource.Resource { return &runnerResource{} }

type runnerResource struct {
	session *session.Session
}

// Metadata implements [resource.Resource].
func (r *runnerResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_runner"
}

// Configure implements [resource.ResourceWithConfigure].
func (r *runnerResource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.session = session.From(req.ProviderData, &resp.Diagnostics)
}

// Create implements [resource.Resource]. It makes one request: everything
// else in the state is what was asked for.
func (r *runnerResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan resourceModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	created, err := r.session.Client.CreateRunner(ctx, plan.createRequest())
	if err != nil {
		resp.Diagnostics.Append(createFailed(plan, err)...)

		return
	}

	wanted, diags := rotation.From(ctx, plan.TokenRotation)
	resp.Diagnostics.Append(diags...)

	if halved := plan.created(created, wanted); halved {
		plan.WarnHalved(path.Root("token_rotation"), &resp.Diagnostics)
	}

	r.session.HandOn(created.ID, plan.TokenVersion.ValueInt64(), created.Token)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// Read implements [resource.Resource].
func (r *runnerResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state resourceModel

	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}

	id := state.ID.ValueInt64()

	runner, err := r.session.Client.Runner(ctx, id)
	if gitlabapi.IsGone(err) {
		tflog.Info(ctx, "The runner is gone from GitLab and leaves the state", map[string]any{"runner_id": id})
		resp.State.RemoveResource(ctx)

		return
	}

	if err != nil {
		resp.Diagnostics.Append(onRunner("read", id, needsRead).Failed(err)...)

		return
	}

	if state.imported() && state.adopt(runner) {
		warnGuessed(runner, &resp.Diagnostics)
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, ownerGuessedKey, guessed)...)
	}

	if hidden := state.read(runner); hidden {
		warnHidden(r.session, &resp.Diagnostics)
	}

	recorded, diags := rotation.From(ctx, state.TokenRotation)
	resp.Diagnostics.Append(diags...)

	if runner.TokenExpiresAt.Sent {
		state.Expire(runner.TokenExpiresAt.Value, recorded)
	}

	resp.Diagnostics.Append(state.Note(ctx, resp.Private, runner.ReadAt)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

// Update implements [resource.Resource]. What differs goes out in one request;
// what only the provider knows (drain_timeout, store_token) needs none. A new
// token comes last, so that nothing that fails can lose it.
func (r *runnerResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state resourceModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if !plan.ProjectID.Equal(state.ProjectID) {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, ownerGuessedKey, known)...)
	}

	resp.Diagnostics.Append(r.change(ctx, &plan, state)...)

	if resp.Diagnostics.HasError() {
		plan.Keep(state.State)
		plan.TokenRotation = state.TokenRotation
	} else {
		resp.Diagnostics.Append(r.rotate(ctx, &plan, state, resp.Private)...)
	}

	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// Delete implements [resource.Resource].
func (r *runnerResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state resourceModel

	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}

	id := state.ID.ValueInt64()

	if text := state.DrainTimeout.ValueString(); text != "" {
		timeout, err := duration.Parse(text)
		if err != nil {
			resp.Diagnostics.AddError("Invalid drain_timeout in state", err.Error())

			return
		}

		idle, diags := drain(ctx, r.session, id, timeout)
		resp.Diagnostics.Append(diags...)

		if !idle {
			return
		}
	}

	if err := r.session.Client.DeleteRunner(ctx, id); err != nil && !gitlabapi.IsGone(err) {
		resp.Diagnostics.Append(r.deleteFailed(ctx, id, err)...)
	}
}
