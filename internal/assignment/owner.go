package assignment

import (
	"context"
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
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
func ownerOf(ctx context.Context, session *session.Session, runner gitlabapi.Runner) owner {
	if id, known := session.OwnerOf(runner.ID); known {
		return owner{id, true}
	}

	if len(runner.Projects) != 1 {
		return owner{}
	}

	administrator, err := session.Administrator(ctx)

	return owner{runner.Projects[0].ID, err == nil && administrator}
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
