package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// follow writes the current path of a project into the state if another project
// has taken the path there, so that the plan shows one removal and one addition.
func (r *exclusiveResource) follow(ctx context.Context, runner gitlabapi.Runner, state *exclusiveModel, private *privateData) diag.Diagnostics {
	var diags diag.Diagnostics

	// current is the text for the state.
	current := func(attribute path.Path, text string) string {
		project, visible := runner.BelongsTo(private.ProjectIDs[text])
		if !visible {
			return text
		}

		taken, found := recordedPath{attribute, runner.ID, text, project}.check(ctx, r.Data.Client, runner.Projects)
		diags.Append(found...)

		if !taken {
			return text
		}

		delete(private.ProjectIDs, text)
		private.ProjectIDs[nameOf(project)] = project.ID

		return nameOf(project)
	}

	texts := state.texts()

	for i, text := range texts {
		texts[i] = current(path.Root("projects"), text)
	}

	if !state.Projects.IsNull() {
		state.Projects = setOf(texts)
	}

	if owner := state.OwnerProject.ValueString(); owner != "" {
		state.OwnerProject = types.StringValue(current(path.Root("owner_project"), owner))
	}

	return diags
}

// refuseOtherProject is an error if a text means another project than the one that it
// meant when it was applied: a refresh would have shown that in the plan.
func (p privateData) refuseOtherProject(attribute path.Path, text string, project int64) diag.Diagnostics {
	recorded, known := p.ProjectIDs[text]
	if !known || recorded == project {
		return nil
	}

	return diag.Diagnostics{tfdiag.At(attribute, tfdiag.PathTakenUnplanned, tfdiag.Values{"path": text, "recorded": recorded, "other": project})}
}
