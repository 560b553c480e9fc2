package assignment

import (
	"context"
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
)

// ownerOf is the project that owns the runner, 0 where it is not known: it is
// configured, or the runner has no other project.
func ownerOf(runner gitlabapi.Runner, configured int64) int64 {
	if configured == 0 && len(runner.Projects) == 1 {
		return runner.Projects[0].ID
	}

	return configured
}

// guardsOwner reports whether this GitLab itself keeps the owner from being
// unassigned. From about 17.11 on it does; before, it refuses only the last
// project, and would let the runner lose its owner.
func guardsOwner(ctx context.Context, session *session.Session) (bool, error) {
	return session.VersionAtLeast(ctx, 17, 11)
}

// locksOut reports whether the runner's lock stops the caller: it does not stop
// administrators.
func locksOut(ctx context.Context, session *session.Session, runner gitlabapi.Runner) bool {
	if !runner.Locked {
		return false
	}

	administrator, err := session.Administrator(ctx)

	return err != nil || !administrator
}

// isOwnersRefusal finds out whether an unassignment was forbidden because the
// project owns the runner: the runner is not locked, and the caller is a
// Maintainer of the project, or could not have listed its runners.
func isOwnersRefusal(ctx context.Context, session *session.Session, runner gitlabapi.Runner, project int64, err error) bool {
	if !gitlabapi.HasStatus(err, http.StatusForbidden) || locksOut(ctx, session, runner) {
		return false
	}

	serves, listErr := session.Client.ServesProject(ctx, project, runner.ID)

	return listErr == nil && serves
}
