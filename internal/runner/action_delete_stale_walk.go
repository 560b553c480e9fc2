package runner

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// outcome is what the action did with a runner.
type outcome struct {
	runner gitlabapi.Runner
	// kept is why the runner is not deleted.
	kept    string
	gone    bool
	failure *tfdiag.Failure
}

// candidates reads the details of the listed runners, and selects those to delete.
// It does not read the details of a runner that is online.
func (a *deleteStaleAction) candidates(ctx context.Context, listed []gitlabapi.Runner, stale staleness, progress *progress) ([]gitlabapi.Runner, diag.Diagnostics) {
	progress.say("Checking %s.", count(len(listed)))

	outcomes := framework.ForEach(a.Data.Client.MaxConcurrentRequests(), listed, func(row gitlabapi.Runner) outcome {
		if isOnline(row) {
			return outcome{runner: row, kept: keptOnline}
		}

		return a.check(ctx, row, stale)
	})

	var (
		candidates []gitlabapi.Runner
		failures   []tfdiag.Failure
	)

	kept := make(map[string][]int64)

	for _, result := range outcomes {
		switch {
		case result.failure != nil:
			failures = append(failures, *result.failure)
		case result.kept != "":
			kept[result.kept] = append(kept[result.kept], result.runner.ID)
		case !result.gone:
			candidates = append(candidates, result.runner)
		}
	}

	// Runners that are kept because they are online are not listed.
	for _, reason := range []string{keptBusy, keptAgeless, keptHidden} {
		if ids := kept[reason]; len(ids) > 0 {
			progress.say("Kept, because %s: %s.", reason, enumerate(ids))
		}
	}

	return candidates, tfdiag.Failed(failures, tfdiag.NothingDeleted, nil)
}

// check reads a runner and decides whether it is kept.
func (a *deleteStaleAction) check(ctx context.Context, listed gitlabapi.Runner, stale staleness) outcome {
	runner, err := a.Data.Client.Runner(ctx, listed.ID)

	switch {
	case err == nil:
		return outcome{runner: runner, kept: stale.keeps(runner)}
	case gitlabapi.IsGone(err):
		return outcome{runner: listed, gone: true}
	case gitlabapi.HasStatus(err, http.StatusForbidden):
		return outcome{runner: listed, kept: keptHidden}
	default:
		return outcome{runner: listed, failure: &tfdiag.Failure{Call: tfdiag.OnRunner(tfdiag.ReadRunner, listed.ID, listed.RunnerType), Err: err}}
	}
}

// delete deletes the candidates. It checks each again immediately before, and
// keeps a runner that came back in the meantime.
func (a *deleteStaleAction) delete(ctx context.Context, candidates []gitlabapi.Runner, stale staleness, progress *progress) diag.Diagnostics {
	outcomes := framework.ForEach(a.Data.Client.MaxConcurrentRequests(), candidates, func(candidate gitlabapi.Runner) outcome {
		result := a.check(ctx, candidate, stale)

		switch {
		case result.failure != nil && ctx.Err() != nil:
			// After an interrupt there is one error for all runners that are left,
			// however far each of them came.
			result.failure = &tfdiag.Failure{
				Call: tfdiag.OnRunner(tfdiag.DeleteRunner, candidate.ID, candidate.RunnerType), Err: &gitlabapi.Error{Err: ctx.Err()},
			}
		case result.failure != nil, result.gone:
		case result.kept != "":
			progress.say("Runner %d is kept: %s.", candidate.ID, result.kept)
		default:
			result = a.deleteOne(ctx, result, progress)
		}

		return result
	})

	var (
		deleted, kept []int64
		failures      []tfdiag.Failure
	)

	for _, result := range outcomes {
		switch {
		case result.failure != nil:
			failures = append(failures, *result.failure)
		case result.kept != "":
			kept = append(kept, result.runner.ID)
		case !result.gone:
			deleted = append(deleted, result.runner.ID)
		}
	}

	gone := len(candidates) - len(deleted) - len(kept) - len(failures)
	progress.say("Deleted: %d of %s. Kept: %d. Gone already: %d. Failed: %d.", len(deleted), count(len(candidates)), len(kept), gone, len(failures))

	return report(failures, tfdiag.OthersDeleted, deleted)
}

func (a *deleteStaleAction) deleteOne(ctx context.Context, result outcome, progress *progress) outcome {
	err := a.Data.Client.DeleteRunner(ctx, result.runner.ID)

	switch {
	case gitlabapi.IsGone(err):
		result.gone = true
	case err != nil:
		result.failure = &tfdiag.Failure{Call: tfdiag.OnRunner(tfdiag.DeleteRunner, result.runner.ID, result.runner.RunnerType), Err: err}
	default:
		progress.say("Deleted runner %s.", describe(result.runner))
	}

	return result
}
