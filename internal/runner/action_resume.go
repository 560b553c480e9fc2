package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
)

var _ action.ActionWithConfigure = (*resumeAction)(nil)

// NewResumeAction returns the action gitlabrunner_resume_runner.
func NewResumeAction() action.Action { return &resumeAction{} }

type resumeAction struct {
	session *session.Session
}

type resumeModel struct {
	RunnerIDs types.Set `tfsdk:"runner_ids"`
}

// Metadata implements [action.Action].
func (a *resumeAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_resume_runner"
}

// Configure implements [action.ActionWithConfigure].
func (a *resumeAction) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.session = session.From(req.ProviderData, &resp.Diagnostics)
}

// Schema implements [action.Action].
func (a *resumeAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lets runners take jobs again that were paused. A runner that is not paused stays as it is. " +
			"If one cannot be resumed, the others still are, and the error at the end names it.\n\n" +
			"The action changes no state. A `gitlabrunner_runner` with `paused = true` shows the runner as changed in the next plan, and pauses it again, " +
			"unless `lifecycle` has `ignore_changes = [paused]`.\n\n" +
			"It needs what [updating a runner](https://docs.gitlab.com/api/runners/#update-runner-details) needs, and sends one request for each. " +
			whatRunsIt,
		Attributes: map[string]schema.Attribute{
			"runner_ids": runnerIDs("The ids of the runners to resume."),
		},
	}
}

// Invoke implements [action.Action].
func (a *resumeAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config resumeModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	ids := idsOf(ctx, config.RunnerIDs, &resp.Diagnostics)

	if resp.Diagnostics.HasError() {
		return
	}

	resp.Diagnostics.Append(setPaused(ctx, a.session, ids, false, newProgress(ctx, resp))...)
}
