package runner

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// planOwner reports whether a changed project_id replaces the runner. It does
// not if an import or a move could not know the owner, or if the change is
// certain to correct an owner that was deleted. A plan modifier of the attribute
// cannot decide this, because it has no client.
func (r *runnerResource) planOwner(ctx context.Context, state, plan resourceModel, note ownerNote) (replaces bool, diags diag.Diagnostics) {
	recorded, configured := state.ProjectID.ValueInt64(), plan.ProjectID.ValueInt64()

	switch {
	case plan.ProjectID.Equal(state.ProjectID), !plan.ProjectID.IsNull() && note.admits(configured):
		return false, nil
	case r.Data == nil, recorded == 0, configured == 0, !plan.RunnerType.Equal(state.RunnerType):
		return true, nil
	}

	runner, err := r.Data.Client.SharedRunner(ctx, state.ID.ValueInt64())
	if err != nil {
		return true, nil
	}

	entries := map[providerdata.OwnerChange]tfdiag.ID{
		providerdata.OwnerUnproven:  tfdiag.OwnerChangeUnproven,
		providerdata.OwnerElsewhere: tfdiag.OwnerChangeReplaces,
		providerdata.OwnerAmbiguous: tfdiag.OwnerChangeAmbiguous,
	}
	change := r.Data.OwnerChange(ctx, runner, recorded, configured)

	if entry, found := entries[change]; found {
		values := ownerValues(runner, recorded)
		values["configured"] = configured
		diags.Append(tfdiag.At(path.Root("project_id"), entry, values))
	}

	return change != providerdata.OwnerCorrected && change != providerdata.OwnerAmbiguous, diags
}

// warnLostOwner says that GitLab has passed the runner on.
func warnLostOwner(runner gitlabapi.Runner, recorded int64) diag.Diagnostic {
	entry := tfdiag.OwnerDeleted
	if len(runner.Projects) > 1 {
		entry = tfdiag.OwnerDeletedSeveral
	}

	return tfdiag.At(path.Root("project_id"), entry, ownerValues(runner, recorded))
}

func ownerValues(runner gitlabapi.Runner, recorded int64) tfdiag.Values {
	return tfdiag.Values{"runner": runner.ID, "recorded": recorded, "projects": projectList(runner)}
}

// projectList are the IDs and the paths of the runner's projects, for a message.
func projectList(runner gitlabapi.Runner) string {
	names := make([]string, 0, len(runner.Projects))
	for _, project := range runner.Projects {
		names = append(names, fmt.Sprintf("%d (%s)", project.ID, project.PathWithNamespace))
	}

	return tfdiag.List(names, ", ")
}
