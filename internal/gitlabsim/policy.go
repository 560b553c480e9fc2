package gitlabsim

// Who may do what to groups, projects and runners.
// Source: app/policies/group_policy.rb, project_policy.rb, ci/runner_policy.rb.

// Access levels of members.
const (
	noAccess   = 0
	reporter   = 20
	developer  = 30
	maintainer = 40
	owner      = 50
)

// readsAll is true for those who see every group and project.
func (p principal) readsAll() bool { return p.admin || p.auditor }

// readsAllRunners: auditors came later to runners than to projects.
func (p principal) readsAllRunners(r release) bool {
	return p.admin || p.auditor && r.has(auditorsRead)
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

// readsRunner is the rule of details and managers.
func (p principal) readsRunner(s *state, r *runner) bool {
	if p.readsAllRunners(s.release) || r.kind == instanceType {
		return true
	}

	if r.kind == groupType && s.maintainsInside(r.group, p) {
		return true
	}

	return p.maintainsRunner(r, maintainer)
}

// updatesRunner is the rule of changes and of resets by id.
func (p principal) updatesRunner(r *runner) bool {
	return p.admin || p.maintainsRunner(r, owner)
}

// maintainsRunner: the given level in the runner's group, or Maintainer of any
// assigned project.
func (p principal) maintainsRunner(r *runner, groupLevel int) bool {
	if r.kind == groupType {
		return p.groupLevel(r.group) >= groupLevel
	}

	for _, a := range r.assignments {
		if p.projectLevel(a.project) >= maintainer {
			return true
		}
	}

	return false
}

// createsIn says whether runners may be created in a group or a project.
// Administrators pass the setting for registrars.
func (p principal) createsIn(s *state, kind runnerType, g *group, pr *project) bool {
	if p.admin {
		return true
	}

	switch kind {
	case groupType:
		return p.groupLevel(g) >= owner && s.settings.registrar("group")
	case projectType:
		return p.projectLevel(pr) >= maintainer && s.settings.registrar("project")
	default:
		return false
	}
}
