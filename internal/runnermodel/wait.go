package runnermodel

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	firstPoll = 2 * time.Second
	maxPoll   = 30 * time.Second
)

// Work is what a runner is doing.
type Work struct {
	// jobs are its running jobs, as far as the caller may see them.
	jobs   []gitlabapi.Job
	paused bool
	gone   bool
	// active is the runner's job_execution_status, which older versions do not have.
	active bool
}

// Busy reports whether the runner has a running job, also one that is hidden.
func (w Work) Busy() bool { return w.active || len(w.jobs) > 0 }

// String describes the work, as "2 running jobs".
func (w Work) String() string {
	switch {
	case w.gone:
		return "gone from GitLab"
	case len(w.jobs) == 1:
		return "1 running job"
	case len(w.jobs) > 1:
		return fmt.Sprintf("%d running jobs", len(w.jobs))
	case w.active:
		return "a running job that the user of the access token cannot see"
	default:
		return "idle"
	}
}

// List has a line for each running job.
func (w Work) List() string {
	if len(w.jobs) == 0 {
		return "  - a job that the user of the access token cannot see"
	}

	lines := make([]string, 0, len(w.jobs))
	for _, job := range w.jobs {
		lines = append(lines, fmt.Sprintf("%s (%s)", job.WebURL, job.Name))
	}

	return "  - " + tfdiag.List(lines, "\n  - ")
}

// workOf reads the running jobs, as far as the caller can see them, and whether the
// runner reports a job itself.
func workOf(ctx context.Context, client *gitlabapi.Client, id int64) (Work, error) {
	runner, err := client.Runner(ctx, id)
	if err != nil {
		return Work{}, err
	}

	work := Work{
		paused: runner.Paused,
		active: runner.JobExecutionStatus != nil && *runner.JobExecutionStatus == gitlabapi.ExecutionActive,
	}

	for job, err := range client.RunnerJobs(ctx, id, gitlabapi.JobsQuery{Status: gitlabapi.JobRunning}) {
		if err != nil {
			return Work{}, err
		}

		work.jobs = append(work.jobs, job)
	}

	return work, nil
}

// Pause pauses a runner and returns its work, for a caller that then waits for the
// jobs. It checks the permission to list jobs before it pauses the runner.
// runnerType is empty if the type is not known.
func Pause(ctx context.Context, data *providerdata.Data, id int64, runnerType string) (Work, *tfdiag.Failure) {
	pausing := tfdiag.OnRunner(tfdiag.PauseRunner, id, runnerType)
	listing := tfdiag.OnRunner(tfdiag.ListJobs, id, runnerType)

	work, err := workOf(ctx, data.Client, id)
	if gitlabapi.IsGone(err) {
		return work, &tfdiag.Failure{Call: pausing, Err: err}
	}

	if err != nil {
		listing.Note = tfdiag.NotPaused

		return work, &tfdiag.Failure{Call: listing, Err: err}
	}

	if work.paused {
		return work, nil
	}

	change := gitlabapi.UpdateRunner{Paused: gitlabapi.Some(true)}
	if _, err := data.Client.UpdateRunner(ctx, id, change); err != nil {
		return work, &tfdiag.Failure{Call: pausing, Err: err}
	}

	// The runner may have accepted a job before it was paused.
	work, err = workOf(ctx, data.Client, id)
	if err != nil {
		listing.Note = tfdiag.StaysPaused

		return work, &tfdiag.Failure{Call: listing, Err: err}
	}

	return work, nil
}

// Wait polls the paused runners until all are idle, the deadline has passed or ctx has
// ended, which is the error. It removes idle runners from busy, and also those whose
// jobs cannot be listed, which are the failures. It calls report for each runner whose
// work has changed.
func Wait(ctx context.Context, data *providerdata.Data, busy map[int64]Work, deadline time.Time, report func(id int64, work Work)) ([]tfdiag.Failure, error) {
	var failures []tfdiag.Failure

	for poll := firstPoll; len(busy) > 0; poll = min(2*poll, maxPoll) {
		left := deadline.Sub(data.Clock.Now())
		if left <= 0 {
			break
		}

		tflog.Info(ctx, "Waiting for the jobs of runners to end", map[string]any{
			"runner_ids": slices.Sorted(maps.Keys(busy)), "time_left": left.String(),
		})

		if err := data.Clock.Sleep(ctx, min(poll, left)); err != nil {
			return failures, err
		}

		failures = append(failures, pollWork(ctx, data, busy, report)...)

		if err := ctx.Err(); err != nil {
			return failures, err
		}
	}

	return failures, nil
}

// pollWork reads the work of every busy runner. A runner that is gone is idle.
func pollWork(ctx context.Context, data *providerdata.Data, busy map[int64]Work, report func(id int64, work Work)) []tfdiag.Failure {
	type result struct {
		work Work
		err  error
	}

	ids := slices.Sorted(maps.Keys(busy))
	results := framework.ForEach(data.Client.MaxConcurrentRequests(), ids, func(id int64) result {
		work, err := workOf(ctx, data.Client, id)
		if gitlabapi.IsGone(err) {
			return result{work: Work{gone: true}}
		}

		return result{work, err}
	})

	// Results of requests that the end of ctx has stopped are not those of runners.
	if ctx.Err() != nil {
		return nil
	}

	var failures []tfdiag.Failure

	for i, id := range ids {
		before, now := busy[id], results[i]
		busy[id] = now.work

		if now.err != nil {
			listing := tfdiag.OnRunner(tfdiag.ListJobs, id, "")
			listing.Note = tfdiag.StaysPaused
			failures = append(failures, tfdiag.Failure{Call: listing, Err: now.err})
		} else if now.work.String() != before.String() {
			report(id, now.work)
		}

		if !now.work.Busy() {
			delete(busy, id)
		}
	}

	return failures
}
