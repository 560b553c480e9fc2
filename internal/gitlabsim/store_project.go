package gitlabsim

import (
	"strings"
	"time"
)

type project struct {
	identity
	name, path, description string

	group             *group // nil in a user's own namespace
	owner             *user  // the namespace's user, where there is no group
	creator           *user
	visibility        visibility
	members           members
	registrationToken string
	instanceRunners   bool
	groupRunners      bool
	createdAt         time.Time
}

func (p *project) within(g *group) bool {
	return p.group != nil && p.group.within(g)
}

func (p *project) memberships() memberships {
	return append(memberships{p.members}, p.group.memberships()...)
}

// level is the highest that a user has here or in an ancestor group.
func (p *project) level(u *user) int {
	if p.owner == u {
		return owner
	}

	return max(p.members.level(u), p.group.level(u))
}

func (p *project) managerLevel() int { return maintainer }

func (p *project) fullPath() string {
	if p.group != nil {
		return p.group.fullPath() + "/" + p.path
	}

	return p.owner.username + "/" + p.path
}

func (p *project) fullName() string {
	if p.group != nil {
		return p.group.fullName() + " / " + p.name
	}

	return p.owner.name + " / " + p.name
}

// findProject takes an id or a full path, and says whether the path is one
// from before a rename.
func (s *state) findProject(ref string) (found *project, moved bool) {
	if id, isID := plainID(ref); isID {
		return s.projects.get(id), false
	}

	if p := s.findProjectByPath(ref); p != nil {
		return p, false
	}

	return s.projects.get(s.redirects[strings.ToLower(ref)]), true
}

func (s *state) findProjectByPath(path string) *project {
	return s.projects.first(func(p *project) bool { return strings.EqualFold(p.fullPath(), path) })
}

// rename calls change, which may change paths, and keeps the old full path of
// every project it moves.
func (s *state) rename(change func()) {
	before := make(map[*project]string, len(s.projects.rows))
	for _, p := range s.projects.rows {
		before[p] = p.fullPath()
	}

	change()

	for p, path := range before {
		if p.fullPath() != path {
			s.redirects[strings.ToLower(path)] = p.id
		}
	}
}

// deleteProject makes the project that was assigned next the owner of its
// runners, and deletes a runner with no project left.
func (s *state) deleteProject(p *project) {
	for _, r := range s.runners.where(func(r *runner) bool { return r.assignment(p) != nil }) {
		if len(r.assignments) == 1 {
			s.deleteRunner(r)
		} else {
			r.unassign(p)
		}
	}

	for _, r := range s.runners.rows {
		s.dropJobs(r, func(j *job) bool { return j.project == p })
	}

	s.projects.remove(p)
}
