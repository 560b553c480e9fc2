package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// write makes GitLab have what the plan says, and the plan say what GitLab has.
// It returns nil where it got nowhere.
func (r *exclusiveResource) write(ctx context.Context, plan *exclusiveModel, before spellings) (spellings, diag.Diagnostics) {
	id := plan.RunnerID.ValueInt64()

	runner, err := r.session.Client.Runner(ctx, id)
	if err != nil {
		return nil, ofRunner("update", id, needsRead).Failed(err)
	}

	var diags diag.Diagnostics

	if reason := unsuitable(runner); reason != "" {
		diags.AddAttributeError(path.Root("runner_id"), "Runner cannot be assigned", reason)

		return nil, diags
	}

	texts := plan.texts()
	owner := plan.OwnerProject.ValueString()
	after := make(spellings)
	want := make(map[int64]string)

	for _, text := range append(texts, owner) {
		if text == "" {
			continue
		}

		project, known := before.id(text, runner.Projects)
		if !known {
			found, err := r.session.Client.Project(ctx, text)
			if err != nil {
				return nil, between("update", id, text, needsProject).Failed(err)
			}

			project = found.ID
		}

		after[text] = project
	}

	for _, text := range texts {
		want[after[text]] = text
	}

	change := newExclusive(r.session, runner, ownerOf(runner, after[owner]))
	diags.Append(change.reach(ctx, want)...)

	plan.OwnerProject = ownerText(plan.OwnerProject, change.owner)
	plan.Projects = after.written(texts, change.projects(), change.owner)

	return after, diags
}

// visible are the runner's projects, with those that its details do not show
// to this caller but that are there.
func (r *exclusiveResource) visible(ctx context.Context, runner gitlabapi.Runner, texts []string, remembered spellings) ([]gitlabapi.Project, diag.Diagnostics) {
	assigned := runner.Projects

	for _, text := range texts {
		id, known := remembered.id(text, runner.Projects)
		if _, shown := runner.BelongsTo(id); !known || shown {
			continue
		}

		found, err := look(ctx, r.session.Client, runner, id)
		if err != nil {
			return nil, between("read", runner.ID, text, needsRead).Failed(err)
		}

		if found != absent {
			assigned = append(assigned, gitlabapi.Project{ID: id})
		}
	}

	return assigned, nil
}
