package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// write changes GitLab to what the plan says, and the plan to what GitLab has
// then. The previous state and its private data are empty for a create. The
// returned private data is nil if no change was tried.
func (r *exclusiveResource) write(ctx context.Context, plan *exclusiveModel, previous exclusiveModel, before privateData) (*privateData, diag.Diagnostics) {
	id := plan.RunnerID.ValueInt64()

	runner, err := r.Data.Client.Runner(ctx, id)
	if err != nil {
		return nil, r.Data.Failed(ofRunner(tfdiag.UpdateAssignments, id), err)
	}

	if diags := refuseUnassignable(runner); diags.HasError() {
		return nil, diags
	}

	after := privateData{LikelyOwner: before.LikelyOwner}

	want, diags := r.wantedProjects(ctx, plan.texts(), runner, before, &after)
	if diags.HasError() {
		return nil, diags
	}

	ownerName := plan.OwnerProject.ValueString()

	owner, diags := r.owner(ctx, ownerName, runner, before)
	if diags.HasError() {
		return nil, diags
	}

	if ownerName != "" {
		after.ProjectIDs[ownerName] = owner.ID
	}

	if owner.ID != 0 && owner.Basis != providerdata.OwnerCertain {
		after.LikelyOwner = owner.ID
	}

	change := newSetChange(r.Data, runner, owner)
	change.former, _ = before.id(previous.OwnerProject.ValueString(), nil)

	managed, err := r.hiddenProjects(ctx, runner, previous, before, want)
	if err != nil {
		return nil, r.Data.Failed(ofRunner(tfdiag.UpdateAssignments, id), err)
	}

	change.manage(managed)

	if isUpdate := !previous.Projects.IsNull(); isUpdate {
		change.planned = before.ids(previous.texts(), runner.Projects)
	}

	diags.Append(change.apply(ctx, want)...)

	for id := range want {
		if change.has(id) {
			r.Data.RecordAssigned(runner.ID, id)
		}
	}

	// A project that could not be removed stays in the state.
	for _, project := range managed {
		if change.has(project.ID) {
			after.ProjectIDs[nameOf(project)] = project.ID
		}
	}

	plan.OwnerProject = ownerText(plan.OwnerProject, change.owner)
	plan.Projects = after.stateProjects(plan.texts(), change.projects(), append(change.unplanned, change.owner.ID, change.former, after.LikelyOwner)...)

	// If the likely owner is another project, the next plan shows it as surplus.
	if change.owner.Basis == providerdata.OwnerCertain {
		after.LikelyOwner = 0
	}

	return &after, diags
}

// wantedProjects are the projects of the configuration by ID, with their texts.
// It records the IDs in the private data, and refuses a text that means another
// project than before. One error names all projects that GitLab does not find.
func (r *exclusiveResource) wantedProjects(
	ctx context.Context, texts []string, runner gitlabapi.Runner, before privateData, after *privateData,
) (map[int64]string, diag.Diagnostics) {
	var (
		diags   diag.Diagnostics
		missing []tfdiag.Failure
	)

	want := make(map[int64]string, len(texts))
	after.ProjectIDs = make(map[string]int64, len(texts))

	for _, text := range texts {
		project, err := r.resolve(ctx, text, runner.Projects, before)

		switch {
		case gitlabapi.IsGone(err):
			missing = append(missing, tfdiag.Failure{Call: findingToAssign(text), Err: err})

			continue
		case err != nil:
			return nil, r.Data.Failed(findingToAssign(text), err)
		}

		diags.Append(before.refuseOtherProject(path.Root("projects"), text, project)...)
		after.ProjectIDs[text] = project
		want[project] = text
	}

	diags.Append(r.Data.FailedTogether(missing...)...)

	return want, diags
}

// hiddenProjects are the projects of the previous state that the details of the
// runner do not show: the caller cannot see them, or they were unassigned
// meanwhile. It leaves out those that were unassigned and are wanted, which are
// then assigned again.
func (r *exclusiveResource) hiddenProjects(
	ctx context.Context, runner gitlabapi.Runner, previous exclusiveModel, before privateData, want map[int64]string,
) ([]gitlabapi.Project, error) {
	var projects []gitlabapi.Project

	for _, text := range previous.texts() {
		id, known := before.id(text, runner.Projects)
		if _, shown := runner.BelongsTo(id); !known || shown {
			continue
		}

		if _, wanted := want[id]; wanted {
			found, err := statusOf(ctx, r.Data, runner, id)
			if err != nil {
				return nil, err
			}

			if found == absent {
				continue
			}
		}

		projects = append(projects, projectOf(id, text))
	}

	return projects, nil
}

// resolve finds the project that a text means now. A text of a project that the
// runner does not show is looked up; if GitLab answers 404, it means what it
// meant before.
func (r *exclusiveResource) resolve(ctx context.Context, text string, visible []gitlabapi.Project, before privateData) (int64, error) {
	if id, isID := framework.ParseID(text); isID {
		return id, nil
	}

	if project, found := findByText(text, visible); found {
		return project.ID, nil
	}

	found, err := r.Data.Client.SharedProject(ctx, text)
	if id, recorded := before.ProjectIDs[text]; recorded && gitlabapi.IsGone(err) {
		return id, nil
	}

	return found.ID, err
}

// owner is the configured owner, which must be a project of the runner, or the
// owner candidate.
func (r *exclusiveResource) owner(ctx context.Context, text string, runner gitlabapi.Runner, before privateData) (providerdata.OwnerCandidate, diag.Diagnostics) {
	if text == "" {
		known := r.Data.OwnerCandidate(ctx, runner).Likely()
		if known.ID == 0 && before.LikelyOwner != 0 {
			known = providerdata.OwnerCandidate{ID: before.LikelyOwner, Basis: providerdata.OwnerOnlyVisible}
		}

		return known, nil
	}

	id, err := r.resolve(ctx, text, runner.Projects, before)
	if err != nil {
		return providerdata.OwnerCandidate{}, r.Data.Failed(findingToAssign(text), err)
	}

	if diags := before.refuseOtherProject(path.Root("owner_project"), text, id); diags.HasError() {
		return providerdata.OwnerCandidate{}, diags
	}

	found, err := statusOf(ctx, r.Data, runner, id)
	if err != nil {
		return providerdata.OwnerCandidate{}, r.Data.Failed(r.pair(runner.ID, id, text).call(tfdiag.ReadAssignment), err)
	}

	if found == absent {
		return providerdata.OwnerCandidate{}, diag.Diagnostics{
			tfdiag.At(path.Root("owner_project"), tfdiag.SetOwnerWrong, tfdiag.Values{"runner": runner.ID, "project": text}),
		}
	}

	return providerdata.OwnerCandidate{ID: id, Basis: providerdata.OwnerCertain}, nil
}

// visible are the projects that the details of the runner show, and those of the
// texts that they do not show although the runner may be assigned.
func (r *exclusiveResource) visible(ctx context.Context, runner gitlabapi.Runner, texts []string, private privateData) ([]gitlabapi.Project, diag.Diagnostics) {
	assigned := runner.Projects

	for _, text := range texts {
		id, known := private.id(text, runner.Projects)
		if _, shown := runner.BelongsTo(id); !known || shown {
			continue
		}

		found, err := statusOf(ctx, r.Data, runner, id)
		if err != nil {
			return nil, r.Data.Failed(r.pair(runner.ID, id, text).call(tfdiag.ReadAssignment), err)
		}

		if found != absent {
			assigned = append(assigned, gitlabapi.Project{ID: id})
		}
	}

	return assigned, nil
}

func (r *exclusiveResource) pair(runner, project int64, text string) pair {
	return pair{r.Data, exclusiveType, runner, projectOf(project, text)}
}
