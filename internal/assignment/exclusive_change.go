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

// setChange changes the projects of a runner.
type setChange struct {
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

func newSetChange(data *providerdata.Data, runner gitlabapi.Runner, owner providerdata.OwnerCandidate) *setChange {
	c := &setChange{data: data, runner: runner, owner: owner, assigned: make(map[int64]gitlabapi.Project)}
	for _, project := range runner.Projects {
		c.assigned[project.ID] = project
	}

	return c
}

// manage adds projects that the details of the runner do not show.
func (c *setChange) manage(projects []gitlabapi.Project) {
	for _, project := range projects {
		c.assigned[project.ID] = project
	}
}

// has reports whether the runner is in a project.
func (c *setChange) has(project int64) bool {
	_, assigned := c.assigned[project]

	return assigned
}

// projects are those that the runner has now, as far as the caller can see.
func (c *setChange) projects() []gitlabapi.Project {
	projects := make([]gitlabapi.Project, 0, len(c.assigned))
	for _, id := range slices.Sorted(maps.Keys(c.assigned)) {
		projects = append(projects, c.assigned[id])
	}

	return projects
}

// apply assigns what is missing and then unassigns what is surplus: a project that
// moves from one runner to another always has one. If an assignment fails, nothing
// is unassigned. Each change is one request.
func (c *setChange) apply(ctx context.Context, want map[int64]string) diag.Diagnostics {
	var additions, removals []int64

	for id := range want {
		if !c.has(id) {
			additions = append(additions, id)
		}
	}

	for id := range c.assigned {
		_, wanted := want[id]

		switch {
		case wanted || id == c.owner.ID || id == c.former:
		case c.planned != nil && !slices.Contains(c.planned, id):
			c.unplanned = append(c.unplanned, id)
		default:
			removals = append(removals, id)
		}
	}

	if len(removals) > 0 && !c.mayRemove(ctx) {
		return c.diags
	}

	c.total = len(additions) + len(removals)
	c.each(ctx, additions, "Assigning the runner to projects", func(ctx context.Context, id int64) *tfdiag.Failure { return c.add(ctx, id, want[id]) })

	if !c.diags.HasError() {
		c.each(ctx, removals, "Unassigning the runner from projects", c.remove)
	}

	c.reportInterrupt(ctx)

	return c.diags
}

// unassignAll unassigns the runner from projects, but not from those that another
// resource has assigned in this run, such as the replacement of this set.
func (c *setChange) unassignAll(ctx context.Context, projects []gitlabapi.Project) diag.Diagnostics {
	var (
		ids  []int64
		kept []string
	)

	c.manage(projects)

	for _, project := range projects {
		switch {
		case project.ID == c.owner.ID:
		case c.data.IsAssigned(c.runner.ID, project.ID):
			kept = append(kept, nameOf(project))
		default:
			ids = append(ids, project.ID)
		}
	}

	if len(kept) > 0 {
		c.diags.Append(tfdiag.New(tfdiag.AssignmentKept, tfdiag.Values{"runner": c.runner.ID, "projects": tfdiag.List(kept, ", ")}))
	}

	if len(ids) > 0 && c.mayRemove(ctx) {
		c.total = len(ids)
		c.each(ctx, ids, "Unassigning the runner from projects", c.remove)
		c.reportInterrupt(ctx)
	}

	return c.diags
}

// mayRemove refuses to unassign anything while GitLab would unassign the owner,
// and the owner is unknown.
func (c *setChange) mayRemove(ctx context.Context) bool {
	if c.owner.Basis == providerdata.OwnerCertain {
		return true
	}

	guarded, err := c.data.GuardsOwner(ctx)
	if err == nil && guarded {
		return true
	}

	reason := "GitLab before version 17.11 would unassign the owner like any other project"
	if err != nil {
		reason = fmt.Sprintf("the version of the GitLab instance is unknown (%s)", err)
	}

	c.diags.Append(tfdiag.At(path.Root("owner_project"), tfdiag.SetOwnerUnknown, tfdiag.Values{"runner": c.runner.ID, "reason": reason}))

	return false
}

func (c *setChange) add(ctx context.Context, id int64, text string) *tfdiag.Failure {
	err := assign(ctx, c.data.Client, c.runner.ID, id)
	if err != nil {
		// GitLab refuses an assignment that exists, which the caller could not see.
		if found, lookErr := statusOf(ctx, c.data, gitlabapi.Runner{ID: c.runner.ID}, id); lookErr != nil || found != present {
			failed := c.pair(projectOf(id, text)).assignFailed(ctx, err)

			return &failed
		}
	}

	c.mu.Lock()
	defer c.mu.Unlock()

	c.assigned[id] = projectOf(id, text)

	return nil
}

// remove unassigns. A refusal can make the owner known.
func (c *setChange) remove(ctx context.Context, id int64) *tfdiag.Failure {
	err := unassign(ctx, c.data, c.runner.ID, id)
	refused := err != nil && c.data.IsOwnerRefusal(ctx, c.runner, id, err)

	c.mu.Lock()
	project := c.assigned[id]

	switch {
	case err == nil:
		delete(c.assigned, id)
	case refused && c.owner.Basis != providerdata.OwnerCertain:
		c.owner = providerdata.OwnerCandidate{ID: id, Basis: providerdata.OwnerCertain}
		err = nil
	}
	c.mu.Unlock()

	if err != nil {
		failed := c.pair(project).unassignFailed(ctx, err)

		return &failed
	}

	return nil
}

func (c *setChange) pair(project gitlabapi.Project) pair {
	return pair{c.data, exclusiveType, c.runner.ID, project}
}

// each changes projects concurrently. It continues after a failure, so that one
// run reports all of them. After an interrupt it starts nothing, and reports no
// failures: most are the interrupt itself.
func (c *setChange) each(ctx context.Context, ids []int64, what string, change func(context.Context, int64) *tfdiag.Failure) {
	slices.Sort(ids)

	results := framework.ForEach(c.data.Client.MaxConcurrentRequests(), ids, func(id int64) *tfdiag.Failure {
		if ctx.Err() != nil {
			return nil
		}

		failed := change(ctx, id)

		switch {
		case failed == nil:
			c.succeeded(ctx, what)
		case ctx.Err() != nil:
			return nil
		}

		return failed
	})

	var failures []tfdiag.Failure

	for _, failed := range results {
		if failed != nil {
			failures = append(failures, *failed)
		}
	}

	c.diags.Append(c.data.FailedTogether(failures...)...)
}

// succeeded counts a change, and writes the progress to the log.
func (c *setChange) succeeded(ctx context.Context, what string) {
	c.mu.Lock()
	c.done++
	done := c.done
	c.mu.Unlock()

	if done%progressEvery == 0 || done == c.total {
		tflog.Info(ctx, what, map[string]any{"runner_id": c.runner.ID, "done": done, "of": c.total})
	}
}

// reportInterrupt adds one error if an interrupt left changes undone.
func (c *setChange) reportInterrupt(ctx context.Context) {
	if ctx.Err() != nil && c.done < c.total {
		c.diags.Append(tfdiag.New(tfdiag.SetInterrupted, tfdiag.Values{"runner": c.runner.ID, "done": c.done, "total": c.total}))
	}
}
