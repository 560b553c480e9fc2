package gitlabsim

// Permissions on groups, projects and runners.
// Source: app/policies/group_policy.rb, project_policy.rb, ci/runner_policy.rb,
// config/authz/roles.

// Access levels of members.
const (
	noAccess        = 0
	reporter        = 20
	securityManager = 25
	developer       = 30
	maintainer      = 40
	owner           = 50
)

// readsAll is true for administrators and auditors: they see every group and project.
func (p principal) readsAll() bool { return p.admin || p.auditor }

// readsAllRunners: auditors came later to runners than to projects.
func (p principal) readsAllRunners(r release) bool {
	return p.admin || p.auditor && r.has(auditorsRead)
}

// readsRunnersByID adds the holders of a custom administrator role that has the
// permission read_admin_cicd: they read runners and jobs, and no list of runners.
func (p principal) readsRunnersByID(r release) bool {
	return p.readsAllRunners(r) || p.user != nil && p.user.readsAdminCICD && r.has(adminRoles)
}

// level is the one that the caller has in a group or a project.
func (p principal) level(in container) int {
	switch {
	case p.admin:
		return owner
	case p.user == nil:
		return noAccess
	default:
		return in.level(p.user)
	}
}

func (p principal) custom(in container, fits func(*memberRole) bool) bool {
	return p.user != nil && in.memberships().custom(p.user, fits)
}

// manages says whether the caller may change members.
func (p principal) manages(in container) bool { return p.level(in) >= in.managerLevel() }

// seesGroup: a private group shows itself to its members and to the members
// of anything inside it.
func (p principal) seesGroup(s *state, g *group) bool {
	return g.visibility.shows(p.user) || p.readsAll() || p.level(g) > noAccess ||
		p.user != nil && s.memberInside(g, p.user)
}

func (p principal) seesProject(pr *project) bool {
	return pr.visibility.shows(p.user) || p.readsAll() || p.level(pr) > noAccess
}

// reads is true for the levels that have the permission read_runners.
func reads(level int) bool { return level == securityManager || level >= maintainer }

// readsRunnersOf is the permission read_runners.
func (p principal) readsRunnersOf(in container) bool {
	return reads(p.level(in)) || p.adminsRunnersOf(in) || p.custom(in, func(r *memberRole) bool { return r.ReadRunners })
}

// adminsRunnersOf is the permission admin_runners.
func (p principal) adminsRunnersOf(in container) bool {
	return p.manages(in) || p.custom(in, func(r *memberRole) bool { return r.AdminRunners })
}

// readsRunner is the rule of details and managers. Inside a group, a Maintainer
// of a project that takes the group's runners reads them as well.
func (p principal) readsRunner(s *state, r *runner) bool {
	switch {
	case p.readsRunnersByID(s.release) || r.kind == instanceType:
		return true
	case r.kind == groupType:
		return p.readsRunnersOf(r.group) || s.maintainsInside(r.group, p)
	default:
		return r.servesAny(p.readsRunnersOf)
	}
}

// updatesRunner is the rule of changes and of resets by id.
func (p principal) updatesRunner(r *runner) bool {
	switch {
	case p.admin:
		return true
	case r.kind == groupType:
		return p.adminsRunnersOf(r.group)
	default:
		return r.servesAny(p.adminsRunnersOf)
	}
}

// listsJobs is the rule of the jobs of a runner. It names the group of a group
// runner, so a role in a project inside the group does not count.
func (p principal) listsJobs(s *state, r *runner) bool {
	return p.readsRunnersByID(s.release) || p.updatesRunner(r) ||
		r.kind == groupType && s.release.has(groupJobsForReaders) && p.readsRunnersOf(r.group)
}

// createsIn is the rule of creation in a group or a project, nil for the instance.
// Administrators pass the setting for registrars.
func (p principal) createsIn(s *state, kind runnerType, in container) bool {
	return p.admin || kind != instanceType && p.adminsRunnersOf(in) && s.settings.registrar(kind)
}
