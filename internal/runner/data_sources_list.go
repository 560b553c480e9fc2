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

const (
	needsOwn = "Listing one's own runners needs the scope `read_api` or `api`."
	needsAll = "Listing every runner of the instance needs an administrator and the scope `read_api` or `api`, with admin mode `admin_mode` as well. " +
		"Without an administrator set `project` or `group` instead of `all`, or leave all three out for the runners you administer."
	needsProject = "Listing the runners of a project needs a Maintainer of it and the scope `read_api` or `api`."
	needsGroup   = "Listing the runners of a group needs an Owner of it (in some older versions a Maintainer) and the scope `read_api` or `api`."
)

// query is what the filters mean on the wire.
func (m runnersModel) query(ctx context.Context) (gitlabapi.RunnersQuery, diag.Diagnostics) {
	query := gitlabapi.RunnersQuery{
		Type:          m.Type.ValueString(),
		Status:        m.Status.ValueString(),
		Paused:        m.Paused.ValueBoolPointer(),
		VersionPrefix: m.VersionPrefix.ValueString(),
		Scope:         m.Scope.ValueString(),
	}

	diags := m.TagList.ElementsAs(ctx, &query.TagList, false)
	slices.Sort(query.TagList)

	return query, diags
}

// list is the list that was asked for, and what a failure of it is called.
func (d *runnersDataSource) list(ctx context.Context, config runnersModel, query gitlabapi.RunnersQuery) (iter.Seq2[gitlabapi.Runner, error], tfdiag.Operation) {
	operation := tfdiag.Operation{Verb: "list", Noun: "runners"}
	client := d.session.Client

	switch {
	case !config.Project.IsNull():
		operation.Object = "the runners of project " + config.Project.ValueString()
		operation.Needs = needsProject

		return client.ProjectRunners(ctx, config.Project.ValueString(), query), operation
	case !config.Group.IsNull():
		operation.Object = "the runners of group " + config.Group.ValueString()
		operation.Needs = needsGroup

		return client.GroupRunners(ctx, config.Group.ValueString(), query), operation
	case config.All.ValueBool():
		operation.Object = "all runners of the instance"
		operation.Needs = needsAll

		return client.AllRunners(ctx, query), operation
	default:
		operation.Object = "your runners"
		operation.Needs = needsOwn

		return client.OwnRunners(ctx, query), operation
	}
}

// collect takes the list as far as it is wanted. A runner whose managers have
// several matching versions can be in it more than once.
func collect(list iter.Seq2[gitlabapi.Runner, error], most int64) ([]gitlabapi.Runner, error) {
	var runners []gitlabapi.Runner

	seen := make(map[int64]bool)

	for runner, err := range list {
		if err != nil {
			return nil, err
		}

		if seen[runner.ID] {
			continue
		}

		seen[runner.ID] = true
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
	group.SetLimit(d.session.Client.MaxConcurrentRequests())

	for i, item := range listed {
		group.Go(func() error {
			runner, err := d.session.Client.Runner(ctx, item.ID)

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
