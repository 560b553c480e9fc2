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

func (p principal) groupLevel(g *group) int {
	switch {
	case p.admin:
		return owner
	case p.user == nil:
		return noAccess
	default:
		return g.level(p.user)
	}
}

func (p principal) projectLevel(pr *project) int {
	switch {
	case p.admin:
		return owner
	case p.user == nil:
		return noAccess
	default:
		return pr.level(p.user)
	}
}

// seesGroup: a private group shows itself to its members and to the members
// of anything inside it.
func (p principal) seesGroup(s *state, g *group) bool {
	return g.visibility.shows(p.user) || p.readsAll() || p.groupLevel(g) > noAccess ||
		p.user != nil && s.memberInside(g, p.user)
}

func (p principal) seesProject(pr *project) bool {
	return pr.visibility.shows(p.user) || p.readsAll() || p.projectLevel(pr) > noAccess
}

// reads is true for the levels that have the permission read_runners.
func reads(level int) bool { return level == securityManager || level >= maintainer }

// readsRunnersOfGroup is the permission read_runners.
func (p principal) readsRunnersOfGroup(g *group) bool {
	return reads(p.groupLevel(g)) || p.adminsRunnersOfGroup(g) ||
		p.user != nil && g.custom(p.user, func(r *memberRole) bool { return r.readRunners })
}

func (p principal) readsRunnersOfProject(pr *project) bool {
	return reads(p.projectLevel(pr)) || p.adminsRunnersOfProject(pr) ||
		p.user != nil && pr.custom(p.user, func(r *memberRole) bool { return r.readRunners })
}

// adminsRunnersOfGroup is the permission admin_runners.
func (p principal) adminsRunnersOfGroup(g *group) bool {
	return p.groupLevel(g) >= owner ||
		p.user != nil && g.custom(p.user, func(r *memberRole) bool { return r.adminRunners })
}

func (p principal) adminsRunnersOfProject(pr *project) bool {
	return p.projectLevel(pr) >= maintainer ||
		p.user != nil && pr.custom(p.user, func(r *memberRole) bool { return r.adminRunners })
}

// readsRunner is the rule of details and managers. Inside a group, a Maintainer
// of a project that takes the group's runners reads them as well.
func (p principal) readsRunner(s *state, r *runner) bool {
	switch {
	case p.readsRunnersByID(s.release) || r.kind == instanceType:
		return true
	case r.kind == groupType:
		return p.readsRunnersOfGroup(r.group) || s.maintainsInside(r.group, p)
	default:
		return r.servesAny(p.readsRunnersOfProject)
	}
}

// updatesRunner is the rule of changes and of resets by id.
func (p principal) updatesRunner(r *runner) bool {
	switch {
	case p.admin:
		return true
	case r.kind == groupType:
		return p.adminsRunnersOfGroup(r.group)
	default:
		return r.servesAny(p.adminsRunnersOfProject)
	}
}

// listsJobs is the rule of the jobs of a runner. It names the group of a group
// runner, so a role in a project inside the group does not count.
func (p principal) listsJobs(s *state, r *runner) bool {
	return p.readsRunnersByID(s.release) || p.updatesRunner(r) ||
		r.kind == groupType && s.release.has(groupJobsForReaders) && p.readsRunnersOfGroup(r.group)
}

// createsIn is the rule of creation in a group or a project. Administrators
// pass the setting for registrars.
func (p principal) createsIn(s *state, kind runnerType, g *group, pr *project) bool {
	if p.admin {
		return true
	}

	switch kind {
	case groupType:
		return p.adminsRunnersOfGroup(g) && s.settings.registrar("group")
	case projectType:
		return p.adminsRunnersOfProject(pr) && s.settings.registrar("project")
	default:
		return false
	}
}
