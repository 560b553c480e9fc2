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
// then. The previous state and memory are empty for a create. The returned memory
// is nil if nothing was changed.
func (r *exclusiveResource) write(ctx context.Context, plan *exclusiveModel, previous exclusiveModel, before memory) (*memory, diag.Diagnostics) {
	id := plan.RunnerID.ValueInt64()

	runner, err := r.data.Client.Runner(ctx, id)
	if err != nil {
		return nil, r.data.Failed(ofRunner(tfdiag.UpdateAssignments, id), err)
	}

	if diags := refuseUnassignable(runner); diags.HasError() {
		return nil, diags
	}

	var diags diag.Diagnostics

	texts := plan.texts()
	after := memory{Spellings: make(map[string]int64), PresumedOwner: before.PresumedOwner}
	want := make(map[int64]string)

	for _, text := range texts {
		project, err := r.resolve(ctx, text, runner.Projects, before)
		if err != nil {
			return nil, r.data.Failed(finding(text), err)
		}

		diags.Append(before.unplanned(path.Root("projects"), text, project)...)
		after.Spellings[text] = project
		want[project] = text
	}

	if diags.HasError() {
		return nil, diags
	}

	text := plan.OwnerProject.ValueString()

	owner, diags := r.owner(ctx, text, runner, before)
	if diags.HasError() {
		return nil, diags
	}

	// The owner is followed as the projects are when it is renamed, and known as
	// the former one when another is named.
	if text != "" {
		after.Spellings[text] = owner.ID
	}

	if owner.ID != 0 && owner.Basis != providerdata.OwnerCertain {
		after.PresumedOwner = owner.ID
	}

	change := newExclusive(r.data, runner, owner)
	change.former, _ = before.id(previous.OwnerProject.ValueString(), nil)

	managed, err := r.unshown(ctx, runner, previous, before, want)
	if err != nil {
		return nil, r.data.Failed(ofRunner(tfdiag.UpdateAssignments, id), err)
	}

	change.manage(managed)

	if isUpdate := !previous.Projects.IsNull(); isUpdate {
		change.planned = before.ids(previous.texts(), runner.Projects)
	}
	diags.Append(change.reach(ctx, want)...)

	for id := range want {
		if change.has(id) {
			r.data.RecordAssigned(runner.ID, id)
		}
	}

	// A project that could not be removed stays in the state.
	for _, project := range managed {
		if change.has(project.ID) {
			after.Spellings[nameOf(project)] = project.ID
		}
	}

	plan.OwnerProject = ownerText(plan.OwnerProject, change.owner)
	plan.Projects = after.written(texts, change.projects(), append(change.unplanned, change.owner.ID, change.former, after.PresumedOwner)...)

	// From the next plan on a presumption that was wrong shows as what it is.
	if change.owner.Basis == providerdata.OwnerCertain {
		after.PresumedOwner = 0
	}

	return &after, diags
}

// unshown are the projects of the previous state that the details of the runner
// do not show: the caller may not see them, or they were unassigned meanwhile.
// What was unassigned and is wanted is left out, so that it is added again.
func (r *exclusiveResource) unshown(
	ctx context.Context, runner gitlabapi.Runner, previous exclusiveModel, before memory, want map[int64]string,
) ([]gitlabapi.Project, error) {
	var projects []gitlabapi.Project

	for _, text := range previous.texts() {
		id, known := before.id(text, runner.Projects)
		if _, shown := runner.BelongsTo(id); !known || shown {
			continue
		}

		if _, wanted := want[id]; wanted {
			found, err := look(ctx, r.data, runner, id)
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

// resolve finds the project that a text means now. One that is out of sight is
// looked for by its text, and only if that is gone by what it meant before.
func (r *exclusiveResource) resolve(ctx context.Context, text string, visible []gitlabapi.Project, before memory) (int64, error) {
	if id, isID := framework.ParseID(text); isID {
		return id, nil
	}

	if project, found := named(text, visible); found {
		return project.ID, nil
	}

	found, err := r.data.Client.SharedProject(ctx, text)
	if id, remembered := before.Spellings[text]; remembered && gitlabapi.IsGone(err) {
		return id, nil
	}

	return found.ID, err
}

// owner is the project that is configured as the owner, which has to be one of
// the runner's, or else what can be known of it.
func (r *exclusiveResource) owner(ctx context.Context, text string, runner gitlabapi.Runner, before memory) (providerdata.OwnerCandidate, diag.Diagnostics) {
	if text == "" {
		known := r.data.OwnerCandidate(ctx, runner).Likely()
		if known.ID == 0 && before.PresumedOwner != 0 {
			known = providerdata.OwnerCandidate{ID: before.PresumedOwner, Basis: providerdata.OwnerOnlyVisible}
		}

		return known, nil
	}

	id, err := r.resolve(ctx, text, runner.Projects, before)
	if err != nil {
		return providerdata.OwnerCandidate{}, r.data.Failed(finding(text), err)
	}

	if diags := before.unplanned(path.Root("owner_project"), text, id); diags.HasError() {
		return providerdata.OwnerCandidate{}, diags
	}

	found, err := look(ctx, r.data, runner, id)
	if err != nil {
		return providerdata.OwnerCandidate{}, r.data.Failed(r.pair(runner.ID, id, text).call(tfdiag.ReadAssignment), err)
	}

	if found == absent {
		return providerdata.OwnerCandidate{}, diag.Diagnostics{
			tfdiag.At(path.Root("owner_project"), tfdiag.SetOwnerWrong, tfdiag.Values{"runner": runner.ID, "project": text}),
		}
	}

	return providerdata.OwnerCandidate{ID: id, Basis: providerdata.OwnerCertain}, nil
}

// visible are the runner's projects, with those that its details do not show
// to this caller but that are there.
func (r *exclusiveResource) visible(ctx context.Context, runner gitlabapi.Runner, texts []string, remembered memory) ([]gitlabapi.Project, diag.Diagnostics) {
	assigned := runner.Projects

	for _, text := range texts {
		id, known := remembered.id(text, runner.Projects)
		if _, shown := runner.BelongsTo(id); !known || shown {
			continue
		}

		found, err := look(ctx, r.data, runner, id)
		if err != nil {
			return nil, r.data.Failed(r.pair(runner.ID, id, text).call(tfdiag.ReadAssignment), err)
		}

		if found != absent {
			assigned = append(assigned, gitlabapi.Project{ID: id})
		}
	}

	return assigned, nil
}

func (r *exclusiveResource) pair(runner, project int64, text string) pair {
	return pair{r.data, exclusiveType, runner, projectOf(project, text)}
}
