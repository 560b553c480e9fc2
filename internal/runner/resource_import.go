package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// adoptOwner fills in the owner of the runner, so that the plan after an import
// or a move is empty. It returns the note that says whether the owner is a
// candidate only.
func (m *resourceModel) adoptOwner(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner) (ownerNote, diag.Diagnostics) {
	var diags diag.Diagnostics

	candidate := data.OwnerCandidate(ctx, runner)

	if candidate.ID != 0 {
		if runner.RunnerType == gitlabapi.GroupType {
			m.GroupID = types.Int64Value(candidate.ID)
		} else {
			m.ProjectID = types.Int64Value(candidate.ID)
		}
	}

	note := noteOf(ctx, data, runner, candidate)
	if note.Uncertain {
		warnUncertainOwner(runner, &diags)
	}

	return note, diags
}

func warnUncertainOwner(runner gitlabapi.Runner, diags *diag.Diagnostics) {
	switch {
	case runner.RunnerType == gitlabapi.GroupType:
		diags.Append(tfdiag.At(path.Root("group_id"), tfdiag.OwnerGroupHidden, tfdiag.Values{"runner": runner.ID}))
	case len(runner.Projects) == 0:
		diags.Append(tfdiag.At(path.Root("project_id"), tfdiag.OwnerProjectHidden, tfdiag.Values{"runner": runner.ID}))
	default:
		diags.Append(tfdiag.At(path.Root("project_id"), tfdiag.OwnerProjectUncertain, tfdiag.Values{
			"runner": runner.ID, "projects": projectList(runner),
		}))
	}
}
