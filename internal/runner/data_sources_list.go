package runner

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"golang.org/x/sync/errgroup"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// collect reads a list, up to most runners, or to its end if most is 0.
func collect(list iter.Seq2[gitlabapi.Runner, error], most int64) ([]gitlabapi.Runner, error) {
	var runners []gitlabapi.Runner

	for runner, err := range list {
		if err != nil {
			return nil, err
		}

		runners = append(runners, runner)

		if most > 0 && int64(len(runners)) == most {
			break
		}
	}

	slices.SortFunc(runners, func(a, b gitlabapi.Runner) int { return cmp.Compare(a.ID, b.ID) })

	return runners, nil
}

// details reads the details of each runner, with as many concurrent requests as
// the client sends. It leaves out a runner that was deleted since it was listed,
// and keeps one that cannot be read as it was listed.
func (d *runnersDataSource) details(ctx context.Context, listed []details, diags *diag.Diagnostics) []details {
	gone := make([]bool, len(listed))
	closed := make([]bool, len(listed))
	failed := make([]error, len(listed))

	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(d.Data.Client.MaxConcurrentRequests())

	for i, item := range listed {
		group.Go(func() error {
			runner, err := d.Data.Client.SharedRunnerDetails(ctx, item.ID)

			switch {
			case err == nil:
				listed[i] = detailsFromAPI(runner)
			case gitlabapi.IsGone(err):
				gone[i] = true
			case gitlabapi.HasStatus(err, http.StatusForbidden):
				closed[i] = true
			default:
				failed[i] = err
			}

			return failed[i]
		})
	}

	if first := group.Wait(); first != nil {
		diags.Append(readsFailed(listed, failed, first)...)

		return nil
	}

	var hidden []int64

	for i, item := range listed {
		if closed[i] {
			hidden = append(hidden, item.ID)
		}
	}

	if len(hidden) > 0 {
		diags.Append(tfdiag.New(tfdiag.DetailsHidden, tfdiag.Values{
			"count": count(len(hidden)), "runners": enumerate(hidden), "token": tfdiag.ReadRunner.Permission().Token(""),
		}))
	}

	shown := listed[:0]

	for i, item := range listed {
		if !gone[i] {
			shown = append(shown, item)
		}
	}

	return shown
}

// readsFailed makes the diagnostics of reads that failed. The first failure
// cancels the other reads, which are no failures of their own.
func readsFailed(listed []details, failed []error, first error) diag.Diagnostics {
	var failures []tfdiag.Failure

	for i, err := range failed {
		cancelled := errors.Is(err, first) || errors.Is(err, context.Canceled)

		if err != nil && (err == first || !cancelled) { //nolint:errorlint // a cancelled read wraps the first error
			failures = append(failures, tfdiag.Failure{Call: tfdiag.OnRunner(tfdiag.ReadRunner, listed[i].ID, ""), Err: err})
		}
	}

	return tfdiag.Failed(failures, "", nil)
}
