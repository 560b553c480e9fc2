package providerdata

import (
	"context"
	"net/http"
	"strconv"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// OwnerBasis is what an [OwnerCandidate] is based on.
type OwnerBasis int

const (
	// OwnerHidden means that the caller sees no possible owner.
	OwnerHidden OwnerBasis = iota
	// OwnerFirstVisible means that the candidate is the first of several visible
	// projects.
	OwnerFirstVisible
	// OwnerOnlyVisible means that the candidate is the only project that the
	// caller sees, and that there may be others.
	OwnerOnlyVisible
	// OwnerCertain means that the candidate is the owner, or that the runner has
	// none because it is an instance runner.
	OwnerCertain
)

// OwnerCandidate is the project or group that the provider takes for the owner
// of a runner. GitLab's REST API does not name the owner.
type OwnerCandidate struct {
	// ID is 0 if there is no candidate.
	ID    int64
	Basis OwnerBasis
}

// IsCertain reports whether this project is the owner.
func (c OwnerCandidate) IsCertain(project int64) bool {
	return c.Basis == OwnerCertain && c.ID == project
}

// Likely is the candidate, without one that is only the first of several visible
// projects: GitLab promises no order.
func (c OwnerCandidate) Likely() OwnerCandidate {
	if c.Basis == OwnerFirstVisible {
		return OwnerCandidate{}
	}

	return c
}

// RecordOwner records for this run which project owns a runner: the runner was
// created in it, or the configuration names it. It ignores 0.
func (s *Data) RecordOwner(runner, project int64) {
	if project != 0 {
		s.owners.Store(runner, project)
	}
}

// OwnerCandidate is the rule for the owner of a runner, from the details of the
// runner. It asks for the caller only if the runner has a single visible
// project: that one is certain for an administrator, because an administrator
// sees all projects.
func (s *Data) OwnerCandidate(ctx context.Context, runner gitlabapi.Runner) OwnerCandidate {
	switch runner.RunnerType {
	case gitlabapi.InstanceType:
		return OwnerCandidate{Basis: OwnerCertain}
	case gitlabapi.GroupType:
		if len(runner.Groups) == 0 {
			return OwnerCandidate{}
		}

		// A group runner has exactly one group for life.
		return OwnerCandidate{runner.Groups[0].ID, OwnerCertain}
	}

	if owner, recorded := s.recordedOwner(runner.ID); recorded {
		return OwnerCandidate{owner, OwnerCertain}
	}

	switch {
	case len(runner.Projects) == 0:
		return OwnerCandidate{}
	case len(runner.Projects) > 1:
		return OwnerCandidate{runner.Projects[0].ID, OwnerFirstVisible}
	case s.seesAllProjects(ctx):
		return OwnerCandidate{runner.Projects[0].ID, OwnerCertain}
	default:
		return OwnerCandidate{runner.Projects[0].ID, OwnerOnlyVisible}
	}
}

// PossibleOwners are the only projects that can own a project runner, or none if
// any project can, because the caller may not see all projects of the runner.
func (s *Data) PossibleOwners(ctx context.Context, runner gitlabapi.Runner) []int64 {
	if !s.seesAllProjects(ctx) {
		return nil
	}

	ids := make([]int64, 0, len(runner.Projects))
	for _, project := range runner.Projects {
		ids = append(ids, project.ID)
	}

	return ids
}

// OwnerChange is what another configured owner project means.
type OwnerChange int

const (
	// OwnerMoved means that the recorded owner exists: the configuration asks for
	// a runner of another project.
	OwnerMoved OwnerChange = iota
	// OwnerUnproven means that the recorded owner may have been deleted.
	OwnerUnproven
	// OwnerElsewhere means that the recorded owner was deleted, and that the
	// runner is not in the configured project.
	OwnerElsewhere
	// OwnerAmbiguous means that the recorded owner was deleted, and that the
	// configured project is one of several that the runner has.
	OwnerAmbiguous
	// OwnerCorrected means that the recorded owner was deleted, and that the
	// configured project is the only one that the runner has, so it is the owner.
	OwnerCorrected
)

// OwnerChange is the rule for a changed owner of a project runner, from the
// details of the runner.
func (s *Data) OwnerChange(ctx context.Context, runner gitlabapi.Runner, recorded, configured int64) OwnerChange {
	deleted, known := s.projectDeleted(ctx, recorded)
	_, assigned := runner.BelongsTo(configured)

	switch {
	case !known:
		return OwnerUnproven
	case !deleted:
		return OwnerMoved
	case !assigned:
		return OwnerElsewhere
	case len(runner.Projects) > 1:
		return OwnerAmbiguous
	default:
		return OwnerCorrected
	}
}

// LostOwner reports whether the recorded owner of a project runner was deleted,
// so that GitLab has passed the runner on. It asks GitLab only if an
// administrator does not see the owner among the projects of the runner.
func (s *Data) LostOwner(ctx context.Context, runner gitlabapi.Runner, recorded int64) bool {
	if _, assigned := runner.BelongsTo(recorded); assigned || len(runner.Projects) == 0 || recorded == 0 || !s.seesAllProjects(ctx) {
		return false
	}

	deleted, known := s.projectDeleted(ctx, recorded)

	return deleted && known
}

// projectDeleted reports whether a project was deleted, and whether that is
// known: a 404 proves it to an administrator only.
func (s *Data) projectDeleted(ctx context.Context, project int64) (deleted, known bool) {
	_, err := s.Client.SharedProject(ctx, strconv.FormatInt(project, 10))

	return err != nil, err == nil || gitlabapi.IsGone(err) && s.seesAllProjects(ctx)
}

// GuardsOwner reports whether GitLab refuses to unassign the owner of a runner.
// From about 17.11 on it does. Before, it refuses only to unassign the last
// project, and a runner can lose its owner.
func (s *Data) GuardsOwner(ctx context.Context) (bool, error) {
	return s.VersionAtLeast(ctx, 17, 11)
}

// LockStopsCaller reports whether the lock of a runner stops the caller from
// changing assignments. It does not stop administrators.
func (s *Data) LockStopsCaller(ctx context.Context, runner gitlabapi.Runner) bool {
	return runner.Locked && !s.seesAllProjects(ctx)
}

// IsOwnerRefusal reports whether GitLab refused an unassignment because the
// project owns the runner: it answered 403, no lock stops the caller, and the
// caller is a Maintainer of the project, because GitLab lists its runners.
func (s *Data) IsOwnerRefusal(ctx context.Context, runner gitlabapi.Runner, project int64, err error) bool {
	if !gitlabapi.HasStatus(err, http.StatusForbidden) || s.LockStopsCaller(ctx, runner) {
		return false
	}

	serves, listErr := s.Client.ServesProject(ctx, project, runner.ID)

	return listErr == nil && serves
}

// recordedOwner is the owner that RecordOwner recorded in this run.
func (s *Data) recordedOwner(runner int64) (int64, bool) {
	project, _ := s.owners.Load(runner)
	id, found := project.(int64)

	return id, found
}

// seesAllProjects reports whether the caller is known to be an administrator. If
// GitLab does not answer, the caller counts as an ordinary user.
func (s *Data) seesAllProjects(ctx context.Context) bool {
	administrator, err := s.Administrator(ctx)

	return err == nil && administrator
}
