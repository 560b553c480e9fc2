package runner

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// fate is what becomes of a runner.
type fate struct {
	runner gitlabapi.Runner
	// kept says why it is not deleted.
	kept    string
	gone    bool
	failure *tfdiag.Failure
}

// candidates reads the details of what is listed, and picks what is to be
// deleted. The details of one that is online are not needed.
func (a *deleteStaleAction) candidates(ctx context.Context, listed []gitlabapi.Runner, stale staleness, progress *progress) ([]gitlabapi.Runner, diag.Diagnostics) {
	progress.say("Looking at %s.", count(len(listed)))

	fates := framework.ForEach(a.data.Client.MaxConcurrentRequests(), listed, func(row gitlabapi.Runner) fate {
		if isOnline(row) {
			return fate{runner: row, kept: keptOnline}
		}

		return a.look(ctx, row, stale)
	})

	var (
		candidates []gitlabapi.Runner
		failures   []tfdiag.Failure
	)

	kept := make(map[string][]int64)

	for _, fate := range fates {
		switch {
		case fate.failure != nil:
			failures = append(failures, *fate.failure)
		case fate.kept != "":
			kept[fate.kept] = append(kept[fate.kept], fate.runner.ID)
		case !fate.gone:
			candidates = append(candidates, fate.runner)
		}
	}

	// What is nothing but alive needs no word.
	for _, reason := range []string{keptBusy, keptAgeless, keptHidden} {
		if ids := kept[reason]; len(ids) > 0 {
			progress.say("Kept, because %s: %s.", reason, enumerate(ids))
		}
	}

	return candidates, tfdiag.Failed(failures, tfdiag.NothingDeleted, nil)
}

// look reads a runner and judges it.
func (a *deleteStaleAction) look(ctx context.Context, listed gitlabapi.Runner, stale staleness) fate {
	runner, err := a.data.Client.Runner(ctx, listed.ID)

	switch {
	case err == nil:
		return fate{runner: runner, kept: stale.keeps(runner)}
	case gitlabapi.IsGone(err):
		return fate{runner: listed, gone: true}
	case gitlabapi.HasStatus(err, http.StatusForbidden):
		return fate{runner: listed, kept: keptHidden}
	default:
		return fate{runner: listed, failure: &tfdiag.Failure{Call: tfdiag.OnRunner(tfdiag.ReadRunner, listed.ID, listed.RunnerType), Err: err}}
	}
}

// delete deletes the candidates, each after one more look: one that has come
// back since is kept.
func (a *deleteStaleAction) delete(ctx context.Context, candidates []gitlabapi.Runner, stale staleness, progress *progress) diag.Diagnostics {
	fates := framework.ForEach(a.data.Client.MaxConcurrentRequests(), candidates, func(candidate gitlabapi.Runner) fate {
		fate := a.look(ctx, candidate, stale)

		switch {
		case fate.failure != nil, fate.gone:
		case fate.kept != "":
			progress.say("Runner %d is kept: %s.", candidate.ID, fate.kept)
		default:
			fate = a.deleteOne(ctx, fate, progress)
		}

		return fate
	})

	var (
		deleted, kept []int64
		failures      []tfdiag.Failure
	)

	for _, fate := range fates {
		switch {
		case fate.failure != nil:
			failures = append(failures, *fate.failure)
		case fate.kept != "":
			kept = append(kept, fate.runner.ID)
		case !fate.gone:
			deleted = append(deleted, fate.runner.ID)
		}
	}

	gone := len(candidates) - len(deleted) - len(kept) - len(failures)
	progress.say("Deleted: %d of %s. Kept: %d. Gone already: %d. Failed: %d.", len(deleted), count(len(candidates)), len(kept), gone, len(failures))

	return report(failures, tfdiag.OthersDeleted, deleted)
}

func (a *deleteStaleAction) deleteOne(ctx context.Context, fate fate, progress *progress) fate {
	err := a.data.Client.DeleteRunner(ctx, fate.runner.ID)

	switch {
	case gitlabapi.IsGone(err):
		fate.gone = true
	case err != nil:
		fate.failure = &tfdiag.Failure{Call: tfdiag.OnRunner(tfdiag.DeleteRunner, fate.runner.ID, fate.runner.RunnerType), Err: err}
	default:
		progress.say("Deleted runner %s.", describe(fate.runner))
	}

	return fate
}
