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

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// progressEvery is the number of projects between two lines of the log.
const progressEvery = 50

// exclusive changes the projects of a runner.
type exclusive struct {
	data   *providerdata.Data
	runner gitlabapi.Runner
	// former is the owner in the previous state. If the configuration names
	// another owner by mistake, the former one stays, and is in the next plan.
	former int64
	// planned are the only projects that may be unassigned, those in the previous
	// state: the plan shows no others. It is nil if all may be.
	planned []int64
	// unplanned are those that an update left alone for this.
	unplanned []int64
	diags     diag.Diagnostics

	mu sync.Mutex
	// owner is never unassigned. A refusal can make it known.
	owner    providerdata.OwnerCandidate
	assigned map[int64]gitlabapi.Project
	// done is how many of the total changes succeeded.
	done, total int
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

// reach assigns what is missing and then unassigns what is surplus: a project that
// moves from one runner to another always has one. If an assignment fails, nothing
// is unassigned. Each change is one request.
func (e *exclusive) reach(ctx context.Context, want map[int64]string) diag.Diagnostics {
	var additions, removals []int64

	for id := range want {
		if !e.has(id) {
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

	e.total = len(additions) + len(removals)
	e.each(ctx, additions, "Assigning the runner to projects", func(ctx context.Context, id int64) diag.Diagnostics { return e.add(ctx, id, want[id]) })

	if !e.diags.HasError() {
		e.each(ctx, removals, "Unassigning the runner from projects", e.remove)
	}

	e.reportInterrupt(ctx)

	return e.diags
}

// release unassigns the runner from projects, but not from those that another
// resource has assigned in this run, such as the replacement of this set.
func (e *exclusive) release(ctx context.Context, projects []gitlabapi.Project) diag.Diagnostics {
	var (
		ids  []int64
		kept []string
	)

	e.manage(projects)

	for _, project := range projects {
		switch {
		case project.ID == e.owner.ID:
		case e.data.IsAssigned(e.runner.ID, project.ID):
			kept = append(kept, nameOf(project))
		default:
			ids = append(ids, project.ID)
		}
	}

	if len(kept) > 0 {
		e.diags.Append(tfdiag.New(tfdiag.AssignmentKept, tfdiag.Values{"runner": e.runner.ID, "projects": tfdiag.List(kept, ", ")}))
	}

	if len(ids) > 0 && e.mayRemove(ctx) {
		e.total = len(ids)
		e.each(ctx, ids, "Unassigning the runner from projects", e.remove)
		e.reportInterrupt(ctx)
	}

	return e.diags
}

// mayRemove refuses to unassign anything while GitLab would unassign the owner,
// and the owner is unknown.
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
		reason = fmt.Sprintf("the version of this GitLab is unknown (%s)", err)
	}

	e.diags.Append(tfdiag.At(path.Root("owner_project"), tfdiag.SetOwnerUnknown, tfdiag.Values{"runner": e.runner.ID, "reason": reason}))

	return false
}

func (e *exclusive) add(ctx context.Context, id int64, text string) diag.Diagnostics {
	err := assign(ctx, e.data.Client, e.runner.ID, id)
	if err != nil {
		// GitLab refuses an assignment that exists, which the caller could not see.
		if found, lookErr := look(ctx, e.data, gitlabapi.Runner{ID: e.runner.ID}, id); lookErr != nil || found != present {
			return e.pair(gitlabapi.Project{ID: id, PathWithNamespace: text}).assignFailed(ctx, err)
		}
	}

	e.mu.Lock()
	defer e.mu.Unlock()

	e.assigned[id] = projectOf(id, text)

	return nil
}

// remove unassigns. A refusal can make the owner known.
func (e *exclusive) remove(ctx context.Context, id int64) diag.Diagnostics {
	err := unassign(ctx, e.data, e.runner.ID, id)
	refused := err != nil && e.data.IsOwnerRefusal(ctx, e.runner, id, err)

	e.mu.Lock()
	project := e.assigned[id]

	switch {
	case err == nil:
		delete(e.assigned, id)
	case refused && e.owner.Basis != providerdata.OwnerCertain:
		e.owner = providerdata.OwnerCandidate{ID: id, Basis: providerdata.OwnerCertain}
		err = nil
	}
	e.mu.Unlock()

	if err != nil {
		return e.pair(project).unassignFailed(ctx, err)
	}

	return nil
}

func (e *exclusive) pair(project gitlabapi.Project) pair {
	return pair{e.data, exclusiveType, e.runner.ID, project}
}

// each changes projects concurrently. It continues after a failure, so that one
// run reports all of them. After an interrupt it starts nothing, and reports no
// failures: most are the interrupt itself.
func (e *exclusive) each(ctx context.Context, ids []int64, what string, change func(context.Context, int64) diag.Diagnostics) {
	slices.Sort(ids)

	results := framework.ForEach(e.data.Client.MaxConcurrentRequests(), ids, func(id int64) diag.Diagnostics {
		if ctx.Err() != nil {
			return nil
		}

		diags := change(ctx, id)

		switch {
		case !diags.HasError():
			e.succeeded(ctx, what)
		case ctx.Err() != nil:
			return nil
		}

		return diags
	})

	for _, diags := range results {
		e.diags.Append(diags...)
	}
}

// succeeded counts a change, and writes the progress to the log.
func (e *exclusive) succeeded(ctx context.Context, what string) {
	e.mu.Lock()
	e.done++
	done := e.done
	e.mu.Unlock()

	if done%progressEvery == 0 || done == e.total {
		tflog.Info(ctx, what, map[string]any{"runner_id": e.runner.ID, "done": done, "of": e.total})
	}
}

// reportInterrupt adds one error if an interrupt left changes undone.
func (e *exclusive) reportInterrupt(ctx context.Context) {
	if ctx.Err() != nil && e.done < e.total {
		e.diags.Append(tfdiag.New(tfdiag.SetInterrupted, tfdiag.Values{"runner": e.runner.ID, "done": e.done, "total": e.total}))
	}
}
