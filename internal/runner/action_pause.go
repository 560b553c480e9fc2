package runner

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var _ action.ActionWithModifyPlan = (*pauseAction)(nil)

// defaultWait is GitLab's default timeout of a job, see
// https://docs.gitlab.com/ci/pipelines/settings/#set-a-limit-for-how-long-jobs-can-run.
const defaultWait = time.Hour

// timeoutExample shows, in an error, values that fit timeout.
const timeoutExample = "`90m` or `1d`"

// pausedIsDrift is the last progress message of a pause.
const pausedIsDrift = "If a gitlabrunner_runner without paused = true manages one of these runners, the next plan shows the pause as drift and its apply resumes the runner, " +
	"unless its lifecycle block contains ignore_changes = [paused]."

// NewPauseAction returns the action gitlabrunner_pause_runner.
func NewPauseAction() action.Action { return &pauseAction{providerdata.Action{Name: "pause_runner"}} }

type pauseAction struct{ providerdata.Action }

type pauseModel struct {
	RunnerIDs   types.Set    `tfsdk:"runner_ids"`
	WaitForJobs types.Bool   `tfsdk:"wait_for_jobs"`
	Timeout     types.String `tfsdk:"timeout"`
}

func (a *pauseAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Pauses runners: they accept no new jobs and finish the jobs they are running. With `wait_for_jobs`, the action completes only when those jobs have finished, " +
			"so that you can stop the runner managers afterwards. Runners that are already paused stay paused. " +
			"If a runner cannot be paused, the action continues with the others and reports the failure at the end. " +
			"Each runner is reported as soon as it is paused, so you know the result even after an interrupt.\n\n" +
			"The action does not change the state. If a `gitlabrunner_runner` without `paused = true` manages the runner, the next plan shows drift and its apply resumes the runner, " +
			"unless its `lifecycle` block contains `ignore_changes = [paused]`. " +
			"Without `ignore_changes`, a pause that is triggered by `after_update` of the same runner would trigger itself again with every apply. " +
			"Let another resource than the runner trigger the action, as in the example. Otherwise Terraform reports a cycle: " +
			"always with events before a change, and from Terraform 1.16 on with every plan that does not invoke the action. " +
			"To wait for jobs before a runner is destroyed or replaced, use its `drain_timeout`.\n\n" +
			"It requires the permissions for [updating a runner](https://docs.gitlab.com/api/runners/#update-runner-details) and sends one request per runner. " +
			"Waiting also requires permission to see the runner's jobs, which are polled every 2 to 30 seconds. " +
			actionsRequire,
		Attributes: map[string]schema.Attribute{
			"runner_ids": runnerIDs("The IDs of the runners to pause. Must have at least one."),
			"wait_for_jobs": schema.BoolAttribute{
				MarkdownDescription: "Whether to wait for the running jobs of these runners to finish. Progress is reported whenever the number of jobs changes. " +
					"From about GitLab 18.2 on, this includes jobs in projects that the user of the access token cannot see. Defaults to `false`.",
				Optional: true,
			},
			"timeout": schema.StringAttribute{
				MarkdownDescription: "The time to wait for the jobs of all runners, as a duration such as `90m` or `1d`. If jobs are still running after that, the action fails and lists them, and the runners stay paused. " +
					"Requires `wait_for_jobs`. Defaults to `1h`, GitLab's default job timeout.",
				Optional:   true,
				Validators: []validator.String{framework.DurationValidator(timeoutExample), framework.Requires("wait_for_jobs", "`true`")},
			},
		},
	}
}

func (a *pauseAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var config pauseModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	checkRunnerIDs(config.RunnerIDs, &resp.Diagnostics)
}

func (a *pauseAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config pauseModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	ids := idsOf(ctx, config.RunnerIDs, &resp.Diagnostics)
	timeout := config.timeout(&resp.Diagnostics)

	if resp.Diagnostics.HasError() {
		return
	}

	progress := newProgress(ctx, resp)

	if config.WaitForJobs.ValueBool() {
		resp.Diagnostics.Append(a.drain(ctx, ids, timeout, progress)...)
	} else {
		resp.Diagnostics.Append(setPaused(ctx, a.Data, ids, true, progress)...)
	}

	if !resp.Diagnostics.HasError() {
		progress.say("%s", pausedIsDrift)
	}
}

func (m pauseModel) timeout(diags *diag.Diagnostics) time.Duration {
	if m.Timeout.IsNull() {
		return defaultWait
	}

	timeout, found := framework.Duration(path.Root("timeout"), m.Timeout, timeoutExample)
	diags.Append(found...)

	return timeout
}

// drain pauses every runner before it waits for the jobs of any.
func (a *pauseAction) drain(ctx context.Context, ids []int64, timeout time.Duration, progress *progress) diag.Diagnostics {
	type start struct {
		work    runnermodel.Work
		failure *tfdiag.Failure
	}

	deadline := a.Data.Clock.Now().Add(timeout)
	starts := framework.ForEach(a.Data.Client.MaxConcurrentRequests(), ids, func(id int64) start {
		work, failure := runnermodel.Pause(ctx, a.Data, id, "")

		switch {
		case failure != nil:
		case work.Busy():
			progress.say("Runner %d is paused: %s, %s left.", id, work, deadline.Sub(a.Data.Clock.Now()).Round(time.Second))
		default:
			progress.say("Runner %d is paused: %s.", id, work)
		}

		return start{work, failure}
	})

	var (
		paused   []int64
		failures []tfdiag.Failure
	)

	busy := make(map[int64]runnermodel.Work)

	for i, id := range ids {
		if starts[i].failure != nil {
			failures = append(failures, *starts[i].failure)

			continue
		}

		paused = append(paused, id)

		if starts[i].work.Busy() {
			busy[id] = starts[i].work
		}
	}

	lost, err := runnermodel.Wait(ctx, a.Data, busy, deadline, func(id int64, work runnermodel.Work) {
		if work.Busy() {
			progress.say("Runner %d: %s, %s left.", id, work, deadline.Sub(a.Data.Clock.Now()).Round(time.Second))
		} else {
			progress.say("Runner %d: %s.", id, work)
		}
	})

	diags := report(append(failures, lost...), tfdiag.OthersPaused, paused)

	switch {
	case err != nil:
		diags.Append(tfdiag.New(tfdiag.PauseInterrupted, tfdiag.Values{"paused": enumerate(paused), "jobs": stillRunning(busy)}))
	case len(busy) > 0:
		diags.Append(tfdiag.New(tfdiag.RunnersBusy, tfdiag.Values{"timeout": timeout, "count": count(len(busy)), "jobs": stillRunning(busy)}))
	}

	return diags
}

func stillRunning(busy map[int64]runnermodel.Work) string {
	var parts []string

	for _, id := range slices.Sorted(maps.Keys(busy)) {
		parts = append(parts, fmt.Sprintf("Runner %d:\n%s", id, busy[id].List()))
	}

	return strings.Join(parts, "\n")
}
