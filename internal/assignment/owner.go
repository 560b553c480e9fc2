package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// listedOwner is the project that a list leaves out as the owner of the runner, 0
// if there is none. It warns unless the owner is certain.
func listedOwner(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner) (int64, diag.Diagnostics) {
	var diags diag.Diagnostics

	if _, _, found := unassignable(runner); found {
		diags.Append(tfdiag.New(tfdiag.NothingToList, tfdiag.Values{"runner": runner.ID, "type": runner.RunnerType}))

		return 0, diags
	}

	owner := data.OwnerCandidate(ctx, runner)

	switch owner.Basis {
	case providerdata.OwnerCertain:
	case providerdata.OwnerHidden:
		diags.Append(tfdiag.New(tfdiag.ProjectsHidden, tfdiag.Values{"runner": runner.ID}))
	default:
		candidate, _ := runner.BelongsTo(owner.ID)
		diags.Append(tfdiag.New(tfdiag.ListOwnerUncertain, tfdiag.Values{"runner": runner.ID, "project": displayName(candidate)}))
	}

	return owner.ID, diags
}
