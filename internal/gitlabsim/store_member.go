package gitlabsim

import (
	"slices"
	"time"
)

// members are the access levels of users by their id.
type members map[int64]*member

type member struct {
	user      *user
	level     int
	role      *memberRole // nil without a custom role
	createdAt time.Time
	createdBy *user
}

// memberRole is a custom role: a level and permissions beside it (Ultimate).
// Unverified: custom roles by release. They take these permissions in every
// release, though each came with one of its own.
type memberRole struct {
	identity

	name, description         string
	baseLevel                 int
	adminRunners, readRunners bool
}

func (m members) level(u *user) int {
	if found := m[u.id]; found != nil {
		return found.level
	}

	return noAccess
}

// custom says whether a user has a custom role that fits.
func (m members) custom(u *user, fits func(*memberRole) bool) bool {
	found := m[u.id]

	return found != nil && found.role != nil && fits(found.role)
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
