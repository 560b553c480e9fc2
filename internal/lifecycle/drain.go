package lifecycle

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	firstPoll = 2 * time.Second
	maxPoll   = 30 * time.Second
)

// drain pauses a runner and waits until it has no running job. It reports
// whether the runner is idle, or gone, and may be deleted.
func drain(ctx context.Context, session *session.Session, id int64, timeout time.Duration) (bool, diag.Diagnostics) {
	var diags diag.Diagnostics

	deadline := session.Clock.Now().Add(timeout)

	// Who may not see the jobs is told so before anything is paused.
	state, err := work(ctx, session.Client, id)
	if err != nil {
		return cannotDrain(err, On("see the jobs of", id, tfdiag.NeedsJobs), "Nothing was paused: with the right to see them, or without drain_timeout, run again.")
	}

	if !state.paused {
		pause := gitlabapi.UpdateRunner{Paused: gitlabapi.Some(true)}
		if _, err := session.Client.UpdateRunner(ctx, id, pause); err != nil {
			return cannotDrain(err, On("pause", id, tfdiag.NeedsWrite), "")
		}

		// A job may have been taken between the look and the pause.
		if state, err = work(ctx, session.Client, id); err != nil {
			return cannotDrain(err, On("see the jobs of", id, tfdiag.NeedsJobs), "The runner was not deleted, and stays paused.")
		}
	}

	for poll := firstPoll; state.busy(); poll = min(2*poll, maxPoll) {
		left := deadline.Sub(session.Clock.Now())
		if left <= 0 {
			diags.AddError("Runner is still busy", state.stillBusy(id, timeout))

			return false, diags
		}

		tflog.Info(ctx, "Waiting for the runner's jobs to end", map[string]any{
			"runner_id": id, "jobs": len(state.jobs), "time_left": left.String(),
		})

		if err := session.Clock.Sleep(ctx, min(poll, left)); err != nil {
			diags.AddError("Waiting was interrupted", fmt.Sprintf("Runner %d is paused, and was not deleted: %s.", id, err))

			return false, diags
		}

		if state, err = work(ctx, session.Client, id); err != nil {
			return cannotDrain(err, On("see the jobs of", id, tfdiag.NeedsJobs), "The runner was not deleted, and stays paused.")
		}
	}

	return true, diags
}

// cannotDrain ends a drain. A runner that is gone has no more jobs.
func cannotDrain(err error, operation tfdiag.Operation, next string) (bool, diag.Diagnostics) {
	if gitlabapi.IsGone(err) {
		return true, nil
	}

	return false, operation.FailedAnd(err, next)
}

// workload is what a runner is doing.
type workload struct {
	paused bool
	active bool
	jobs   []gitlabapi.Job
}

// work looks at both signs of work: the jobs, which are only those that the
// caller may see, and the runner's own word, which older versions do not give.
func work(ctx context.Context, client *gitlabapi.Client, id int64) (workload, error) {
	runner, err := client.Runner(ctx, id)
	if err != nil {
		return workload{}, err
	}

	state := workload{
		paused: runner.Paused,
		active: runner.JobExecutionStatus != nil && *runner.JobExecutionStatus == gitlabapi.ExecutionActive,
	}

	for job, err := range client.RunnerJobs(ctx, id, gitlabapi.JobsQuery{Status: gitlabapi.JobRunning}) {
		if err != nil {
			return workload{}, err
		}

		state.jobs = append(state.jobs, job)
	}

	return state, nil
}

func (w workload) busy() bool { return w.active || len(w.jobs) > 0 }

func (w workload) stillBusy(id int64, timeout time.Duration) string {
	text := fmt.Sprintf("Runner %d was paused and waited for, but after %s (drain_timeout) it still has work. It was not deleted, and stays paused.", id, timeout)

	if len(w.jobs) == 0 {
		return text + "\n\nGitLab says that it runs a job, in a project whose jobs the owner of the access token cannot see."
	}

	links := make([]string, 0, len(w.jobs))
	for _, job := range w.jobs {
		links = append(links, fmt.Sprintf("  - %s (%s)", job.WebURL, job.Name))
	}

	return text + " Its running jobs:\n\n" + strings.Join(links, "\n") +
		"\n\nRun the destroy again when they have ended, or cancel them."
}
