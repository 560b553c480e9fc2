package runner

import (
	"cmp"
	"context"
	"iter"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"golang.org/x/sync/errgroup"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// collect takes the list as far as it is wanted.
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

// details reads each runner's details, as many at a time as the client sends.
// A runner that was deleted since it was listed is left out; one that may be
// listed but not read stays as it is listed.
func (d *runnersDataSource) details(ctx context.Context, listed []details, diags *diag.Diagnostics) ([]details, error) {
	gone := make([]bool, len(listed))
	closed := make([]bool, len(listed))

	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(d.data.Client.MaxConcurrentRequests())

	for i, item := range listed {
		group.Go(func() error {
			runner, err := d.data.Client.RunnerDetails(ctx, item.ID)

			switch {
			case err == nil:
				listed[i] = detailsFromAPI(runner)
			case gitlabapi.IsGone(err):
				gone[i] = true
			case gitlabapi.HasStatus(err, http.StatusForbidden):
				closed[i] = true
			default:
				return err
			}

			return nil
		})
	}

	if err := group.Wait(); err != nil {
		return nil, err
	}

	if slices.Contains(closed, true) {
		diags.AddWarning("Some runners show no details",
			"GitLab lists runners whose details the owner of the access token may not read; what the list does not show of them is null. "+tfdiag.NeedsRead)
	}

	shown := listed[:0]

	for i, item := range listed {
		if !gone[i] {
			shown = append(shown, item)
		}
	}

	return shown, nil
}
