package gitlabsim

import (
	"slices"
	"strings"
	"time"
)

// visibility of a group or project: private, internal or public.
type visibility string

const (
	private  visibility = "private"
	internal visibility = "internal"
	public   visibility = "public"
)

// shows says whether a user sees it without being a member.
func (v visibility) shows(u *user) bool {
	return v == public || v == internal && u != nil
}

// wider than the other's, as nothing may be inside a group.
func (v visibility) wider(other visibility) bool {
	order := []visibility{private, internal, public}

	return slices.Index(order, v) > slices.Index(order, other)
}

type group struct {
	identity
	name, path, description string

	parent            *group
	visibility        visibility
	members           members
	registrationToken string
	sharedRunners     string
	createdAt         time.Time
}

// lineage is the group and its ancestors, from the inside out.
func (g *group) lineage() []*group {
	var all []*group

	for ; g != nil; g = g.parent {
		all = append(all, g)
	}

	return all
}

// within says whether g is other or inside it.
func (g *group) within(other *group) bool {
	return slices.Contains(g.lineage(), other)
}

func (g *group) memberships() memberships {
	var all memberships

	for ; g != nil; g = g.parent {
		all = append(all, g.members)
	}

	return all
}

// level is the highest that a user has here or in an ancestor.
func (g *group) level(u *user) int {
	level := noAccess
	for ; g != nil; g = g.parent {
		level = max(level, g.members.level(u))
	}

	return level
}

func (g *group) managerLevel() int { return owner }

func (g *group) join(field func(*group) string, separator string) string {
	parts := []string{}
	for _, each := range g.lineage() {
		parts = append(parts, field(each))
	}

	slices.Reverse(parts)

	return strings.Join(parts, separator)
}

func (g *group) fullPath() string { return g.join(func(g *group) string { return g.path }, "/") }
func (g *group) fullName() string { return g.join(func(g *group) string { return g.name }, " / ") }

// allowsInstanceRunners is the group's switch for instance runners.
func (g *group) allowsInstanceRunners() bool { return g.sharedRunners == sharedRunnersOn }

// Words of the setting shared_runners_setting.
const (
	sharedRunnersOn  = "enabled"
	sharedRunnersOff = "disabled_and_unoverridable"
	sharedRunnersMay = "disabled_and_overridable"
)

// findGroup takes an id or a full path.
func (s *state) findGroup(ref string) *group {
	if id, isID := plainID(ref); isID {
		return s.groups.get(id)
	}

	return s.findGroupByPath(ref)
}

func (s *state) findGroupByPath(path string) *group {
	return s.groups.first(func(g *group) bool { return strings.EqualFold(g.fullPath(), path) })
}

// pathTaken looks for another group, project or user at a full path.
func (s *state) pathTaken(path string, except row) bool {
	g := s.findGroupByPath(path)
	p := s.findProjectByPath(path)
	u := s.userNamed(path)

	return g != nil && row(g) != except || p != nil && row(p) != except || u != nil && row(u) != except
}

// memberInside says whether a user is a member of anything inside the group.
func (s *state) memberInside(g *group, u *user) bool {
	return s.groups.first(func(each *group) bool { return each.members[u.id] != nil && each.within(g) }) != nil ||
		s.projects.first(func(p *project) bool { return p.members[u.id] != nil && p.within(g) }) != nil
}

// maintainsInside says whether the caller maintains a project inside the
// group that takes the group's runners.
func (s *state) maintainsInside(g *group, p principal) bool {
	return s.projects.first(func(pr *project) bool {
		return pr.groupRunners && pr.within(g) && p.level(pr) >= maintainer
	}) != nil
}

// deleteGroup deletes subgroups, projects and runners as well.
// Unverified: runners of a deleted group. Here they are deleted at once.
func (s *state) deleteGroup(g *group) {
	for _, p := range s.projects.where(func(p *project) bool { return p.within(g) }) {
		s.deleteProject(p)
	}

	for _, r := range s.runners.where(func(r *runner) bool { return r.group != nil && r.group.within(g) }) {
		s.deleteRunner(r)
	}

	for _, each := range s.groups.where(func(each *group) bool { return each.within(g) }) {
		s.groups.remove(each)
	}
}
