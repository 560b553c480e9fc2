package gitlabsim

import (
	"slices"
	"time"
)

// container is a group or a project.
type container interface {
	level(u *user) int
	memberships() memberships
	managerLevel() int // the level that manages members and administers runners
}

// memberships are the members of a group or a project, then those of its ancestors.
type memberships []members

// members are the access levels of users by their id.
type members map[int64]*member

type member struct {
	user      *user
	level     int
	role      *memberRole // nil without a custom role
	createdAt time.Time
	createdBy *user
}

// memberRole is a custom role: a level, and of the permissions beside it those that
// runners depend on, as the API shows them (Ultimate).
// Unverified: custom roles by release. They take these permissions in every
// release, though each came with one of its own.
type memberRole struct {
	identity

	Name         string `json:"name"`
	Description  string `json:"description"`
	BaseLevel    int    `json:"base_access_level"`
	AdminRunners bool   `json:"admin_runners"`
	ReadRunners  bool   `json:"read_runners"`
}

func (m members) level(u *user) int {
	if found := m[u.id]; found != nil {
		return found.level
	}

	return noAccess
}

func (all memberships) own() members { return all[0] }

// custom says whether a user has a custom role that fits.
func (all memberships) custom(u *user, fits func(*memberRole) bool) bool {
	return slices.ContainsFunc(all, func(each members) bool {
		found := each[u.id]

		return found != nil && found.role != nil && fits(found.role)
	})
}

// highest are own and inherited members, each with the highest level.
func (all memberships) highest() members {
	highest := members{}

	for _, each := range all {
		for id, m := range each {
			if highest[id] == nil || highest[id].level < m.level {
				highest[id] = m
			}
		}
	}

	return highest
}

// sorted lists members by the id of their users.
func (m members) sorted() []*member {
	list := make([]*member, 0, len(m))
	for _, found := range m {
		list = append(list, found)
	}

	slices.SortFunc(list, func(a, b *member) int { return int(a.user.id - b.user.id) })

	return list
}
