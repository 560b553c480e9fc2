package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
)

var _ action.ActionWithModifyPlan = (*resumeAction)(nil)

// NewResumeAction returns the action gitlabrunner_resume_runner.
func NewResumeAction() action.Action {
	return &resumeAction{providerdata.Action{Name: "resume_runner"}}
}

type resumeAction struct{ providerdata.Action }

type resumeModel struct {
	RunnerIDs types.Set `tfsdk:"runner_ids"`
}

func (a *resumeAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Resumes paused runners, so that they accept jobs again. Runners that are not paused stay as they are. " +
			"If a runner cannot be resumed, the action continues with the others and reports the failure at the end.\n\n" +
			"The action does not change the state. If a `gitlabrunner_runner` with `paused = true` manages the runner, the next plan shows drift and pauses it again, " +
			"unless its `lifecycle` block contains `ignore_changes = [paused]`.\n\n" +
			"It requires the permissions for [updating a runner](https://docs.gitlab.com/api/runners/#update-runner-details) and sends one request per runner. " +
			actionsRequire,
		Attributes: map[string]schema.Attribute{
			"runner_ids": runnerIDs("The IDs of the runners to resume. Must have at least one."),
		},
	}
}

func (a *resumeAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var config resumeModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	checkRunnerIDs(config.RunnerIDs, &resp.Diagnostics)
}

func (a *resumeAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config resumeModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	ids := idsOf(ctx, config.RunnerIDs, &resp.Diagnostics)

	if resp.Diagnostics.HasError() {
		return
	}

	resp.Diagnostics.Append(setPaused(ctx, a.Data, ids, false, newProgress(ctx, resp))...)
}
