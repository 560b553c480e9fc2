package assignment

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
)

// owner is what is known of the project that owns a runner.
type owner struct {
	// id is 0 where nothing is known.
	id int64
	// certain says that it is the owner. Otherwise it is the only project that
	// somebody sees who may not see them all.
	certain bool
}

// ownerOf finds out what can be known of the owner without a request that
// writes. GitLab never names it; this session knows it of runners that it made
// or whose configuration it has read, and an administrator sees every project,
// so that one alone is the owner.
func ownerOf(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner) owner {
	if id, known := data.OwnerOf(runner.ID); known {
		return owner{id, true}
	}

	if len(runner.Projects) != 1 {
		return owner{}
	}

	administrator, err := data.Administrator(ctx)

	return owner{runner.Projects[0].ID, err == nil && administrator}
}

// guessOwner is the project that a list takes for the owner, 0 where there is
// none: what ownerOf knows, or else the first that GitLab shows, which is what
// an import of the runner takes as well. It warns of what it does not know.
func guessOwner(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner) (int64, diag.Diagnostics) {
	var diags diag.Diagnostics

	if reason := unsuitable(runner); reason != "" {
		diags.AddWarning("Runner has no assignments", reason)

		return 0, diags
	}

	owner := ownerOf(ctx, data, runner)
	if owner.certain {
		return owner.id, diags
	}

	if len(runner.Projects) == 0 {
		diags.AddWarning("Projects cannot be seen", fmt.Sprintf("GitLab shows none of the projects of runner %d. %s", runner.ID, needsRead))

		return 0, diags
	}

	guess := runner.Projects[0]
	diags.AddWarning("The owner project is a guess", fmt.Sprintf(
		"GitLab does not tell which project owns runner %d. %s, the first that it shows, is taken for the owner and left out, because the owner is no assignment. "+
			"If another project owns the runner, remove the assignment to that one, and add the one to %s.",
		runner.ID, shown(guess), shown(guess)))

	return guess.ID, diags
}

// guardsOwner reports whether this GitLab itself keeps the owner from being
// unassigned. From about 17.11 on it does; before, it refuses only the last
// project, and would let the runner lose its owner.
func guardsOwner(ctx context.Context, data *providerdata.Data) (bool, error) {
	return data.VersionAtLeast(ctx, 17, 11)
}

// locksOut reports whether the runner's lock stops the caller: it does not stop
// administrators.
func locksOut(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner) bool {
	if !runner.Locked {
		return false
	}

	administrator, err := data.Administrator(ctx)

	return err != nil || !administrator
}

// isOwnersRefusal finds out whether an unassignment was forbidden because the
// project owns the runner: the runner is not locked, and the caller is a
// Maintainer of the project, or could not have listed its runners.
func isOwnersRefusal(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner, project int64, err error) bool {
	if !gitlabapi.HasStatus(err, http.StatusForbidden) || locksOut(ctx, data, runner) {
		return false
	}

	serves, listErr := data.Client.ServesProject(ctx, project, runner.ID)

	return listErr == nil && serves
}
