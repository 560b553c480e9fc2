package assignment

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-log/tflog"
	"golang.org/x/sync/errgroup"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
)

const (
	// atOnce is how many projects are written to at the same time.
	atOnce = 8
	// progressEvery is after how many projects the log says how far it is.
	progressEvery = 50
)

// exclusive takes a runner from the projects it has to those it shall have.
type exclusive struct {
	data   *providerdata.Data
	runner gitlabapi.Runner
	// former is the owner that was known before. Another owner may be named by
	// mistake: it stays for now, and shows up in the next plan.
	former int64
	// planned are the only projects that may be unassigned, those in the previous
	// state: the plan shows no others. It is nil if all may be.
	planned []int64
	// unplanned are those that an update left alone for this.
	unplanned []int64

	mu sync.Mutex
	// owner is never touched, and can become known by a refusal.
	owner    providerdata.OwnerCandidate
	assigned map[int64]gitlabapi.Project
	diags    diag.Diagnostics
	done     int
}

func newExclusive(data *providerdata.Data, runner gitlabapi.Runner, owner providerdata.OwnerCandidate) *exclusive {
	e := &exclusive{data: data, runner: runner, owner: owner, assigned: make(map[int64]gitlabapi.Project)}
	for _, project := range runner.Projects {
		e.assigned[project.ID] = project
	}

	return e
}

// manage adds projects that the details of the runner do not show.
func (e *exclusive) manage(projects []gitlabapi.Project) {
	for _, project := range projects {
		e.assigned[project.ID] = project
	}
}

// has reports whether the runner is in a project.
func (e *exclusive) has(project int64) bool {
	_, assigned := e.assigned[project]

	return assigned
}

// projects are those that the runner has now, as far as the caller can see.
func (e *exclusive) projects() []gitlabapi.Project {
	projects := make([]gitlabapi.Project, 0, len(e.assigned))
	for _, id := range slices.Sorted(maps.Keys(e.assigned)) {
		projects = append(projects, e.assigned[id])
	}

	return projects
}

// reach adds what is missing and then removes what is too much: a project that
// moves from one runner to the next is never without. Where an addition fails
// nothing is removed. Each changed pair takes one request.
func (e *exclusive) reach(ctx context.Context, want map[int64]string) diag.Diagnostics {
	var additions, removals []int64

	for id := range want {
		if _, has := e.assigned[id]; !has {
			additions = append(additions, id)
		}
	}

	for id := range e.assigned {
		_, wanted := want[id]

		switch {
		case wanted || id == e.owner.ID || id == e.former:
		case e.planned != nil && !slices.Contains(e.planned, id):
			e.unplanned = append(e.unplanned, id)
		default:
			removals = append(removals, id)
		}
	}

	if len(removals) > 0 && !e.mayRemove(ctx) {
		return e.diags
	}

	e.each(ctx, additions, "Assigning the runner to projects", func(ctx context.Context, id int64) { e.add(ctx, id, want[id]) })

	if !e.diags.HasError() {
		e.remove(ctx, removals)
	}

	return e.diags
}

// release unassigns the runner from projects, and leaves alone what others have
// assigned.
func (e *exclusive) release(ctx context.Context, projects []gitlabapi.Project) diag.Diagnostics {
	var ids []int64

	e.manage(projects)

	for _, project := range projects {
		if project.ID != e.owner.ID {
			ids = append(ids, project.ID)
		}
	}

	if len(ids) > 0 && e.mayRemove(ctx) {
		e.remove(ctx, ids)
	}

	return e.diags
}

// mayRemove refuses to remove anything while the owner might be among it.
func (e *exclusive) mayRemove(ctx context.Context) bool {
	if e.owner.Basis == providerdata.OwnerCertain {
		return true
	}

	guarded, err := e.data.GuardsOwner(ctx)
	if err == nil && guarded {
		return true
	}

	reason := "this GitLab is older than 17.11 and would unassign the owner like any other project"
	if err != nil {
		reason = fmt.Sprintf("the version of this GitLab cannot be told (%s)", err)
	}

	e.diags.AddAttributeError(
		path.Root("owner_project"),
		"The owner project is not known",
		fmt.Sprintf("GitLab does not tell which project owns runner %d, and %s. "+
			"So nothing was changed. Set owner_project to the project that the runner was made in.", e.runner.ID, reason),
	)

	return false
}

func (e *exclusive) add(ctx context.Context, id int64, text string) {
	err := assign(ctx, e.data.Client, e.runner.ID, id)
	project := gitlabapi.Project{ID: id, PathWithNamespace: text}

	if err != nil {
		// An assignment that the caller could not see was there before.
		if found, lookErr := look(ctx, e.data, gitlabapi.Runner{ID: e.runner.ID}, id); lookErr == nil && found == present {
			err = nil
		}
	}

	if err != nil {
		e.report(assignFailed(ctx, e.data, e.runner.ID, project, err))

		return
	}

	e.mu.Lock()
	defer e.mu.Unlock()

	e.assigned[id] = projectOf(id, text)
}

// remove unassigns. A refusal can be how the owner becomes known.
func (e *exclusive) remove(ctx context.Context, ids []int64) {
	e.each(ctx, ids, "Unassigning the runner from projects", func(ctx context.Context, id int64) {
		err := unassign(ctx, e.data, e.runner.ID, id)
		refused := err != nil && e.data.IsOwnerRefusal(ctx, e.runner, id, err)

		e.mu.Lock()
		project := e.assigned[id]
		isOwner := refused && e.owner.Basis != providerdata.OwnerCertain

		switch {
		case err == nil:
			delete(e.assigned, id)
		case isOwner:
			e.owner = providerdata.OwnerCandidate{ID: id, Basis: providerdata.OwnerCertain}
		}
		e.mu.Unlock()

		if err != nil && !isOwner {
			e.report(unassigning{e.data, exclusiveType, e.runner.ID, id, shown(project)}.failed(ctx, err))
		}
	})
}

// each works on projects side by side, and goes on when one fails, so that one
// run tells of every failure.
func (e *exclusive) each(ctx context.Context, ids []int64, what string, work func(context.Context, int64)) {
	slices.Sort(ids)

	var group errgroup.Group

	group.SetLimit(atOnce)

	e.done = 0

	for _, id := range ids {
		if ctx.Err() != nil {
			break
		}

		group.Go(func() error {
			work(ctx, id)
			e.progress(ctx, what, len(ids))

			return nil
		})
	}

	_ = group.Wait() // Failures are reported where they happen.

	if err := ctx.Err(); err != nil {
		e.diags.AddError("Interrupted", fmt.Sprintf("%s %d ended before it was done: %s. Run again to finish.", what, e.runner.ID, err))
	}
}

func (e *exclusive) progress(ctx context.Context, what string, total int) {
	e.mu.Lock()
	e.done++
	done := e.done
	e.mu.Unlock()

	if done%progressEvery == 0 || done == total {
		tflog.Info(ctx, what, map[string]any{"runner_id": e.runner.ID, "done": done, "of": total})
	}
}

func (e *exclusive) report(diags diag.Diagnostics) {
	e.mu.Lock()
	defer e.mu.Unlock()

	e.diags.Append(diags...)
}
