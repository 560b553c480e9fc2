package assignment

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
)

// unlisted is the project that a list leaves out as the owner of the runner, 0
// if there is none. It warns unless the owner is certain.
func unlisted(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner) (int64, diag.Diagnostics) {
	var diags diag.Diagnostics

	if reason := unsuitable(runner); reason != "" {
		diags.AddWarning("Runner has no assignments", reason)

		return 0, diags
	}

	owner := data.OwnerCandidate(ctx, runner)

	switch owner.Basis {
	case providerdata.OwnerCertain:
	case providerdata.OwnerHidden:
		diags.AddWarning("Projects cannot be seen", fmt.Sprintf("GitLab shows none of the projects of runner %d. %s", runner.ID, needsRead))
	default:
		candidate, _ := runner.BelongsTo(owner.ID)
		diags.AddWarning("The owner project is a guess", fmt.Sprintf(
			"GitLab does not tell which project owns runner %d. %s, the first that it shows, is taken for the owner and left out, because the owner is no assignment. "+
				"If another project owns the runner, remove the assignment to that one, and add the one to %s.",
			runner.ID, shown(candidate), shown(candidate)))
	}

	return owner.ID, diags
}
