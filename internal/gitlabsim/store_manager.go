package gitlabsim

import (
	"cmp"
	"slices"
	"time"
)

// legacySystemID is the name of the manager behind requests without a system id.
const legacySystemID = "<legacy>"

// How many characters the texts of a machine have at most.
// Source: app/models/ci/runner_manager.rb.
const (
	maxSystemID = 64
	maxVersion  = 2048
)

// machine is what GitLab Runner tells about itself, as the API shows it.
type machine struct {
	Version      *string `json:"version"`
	Revision     *string `json:"revision"`
	Platform     *string `json:"platform"`
	Architecture *string `json:"architecture"`
}

func (m machine) fits() bool {
	return !tooLong(m.Version, maxVersion) && !tooLong(m.Revision, maxName) &&
		!tooLong(m.Platform, maxName) && !tooLong(m.Architecture, maxName)
}

// update takes what was told, and keeps the rest.
func (m *machine) update(told machine) {
	m.Version, m.Revision = cmp.Or(told.Version, m.Version), cmp.Or(told.Revision, m.Revision)
	m.Platform, m.Architecture = cmp.Or(told.Platform, m.Platform), cmp.Or(told.Architecture, m.Architecture)
}

// manager is an instance of GitLab Runner with a runner's token.
type manager struct {
	identity
	machine
	contactTimes

	systemID  string
	ipAddress *string
}

func (r *runner) manager(systemID string) *manager {
	for _, m := range r.managers {
		if m.systemID == systemID {
			return m
		}
	}

	return nil
}

// manager finds a runner's manager, or makes it.
func (s *state) manager(r *runner, systemID string, now time.Time) *manager {
	if m := r.manager(systemID); m != nil {
		return m
	}

	m := s.managers.add(&manager{systemID: systemID, contactTimes: contactTimes{createdAt: now}})
	r.managers = append(r.managers, m)

	return m
}

// contact sets the time of the last contact of a runner and one of its
// managers. GitLab stores the time only every 40 to 55 minutes and shows a
// cached one; here it is one value.
func (r *runner) contact(m *manager, at time.Time) {
	m.contactedAt = &at

	r.contactAlone(at, m.ipAddress)
}

// contactAlone sets the time of the last contact of a runner and of no manager.
func (r *runner) contactAlone(at time.Time, address *string) {
	if r.contactedAt == nil || r.contactedAt.Before(at) {
		r.contactedAt = &at
		r.ipAddress = address
	}
}

// lastManager is the one that contacted last, or nil.
func (r *runner) lastManager() *manager {
	var last *manager

	for _, m := range r.managers {
		if m.contactedAt != nil && (last == nil || last.contactedAt.Before(*m.contactedAt)) {
			last = m
		}
	}

	return last
}

func (s *state) deleteManager(r *runner, m *manager) {
	r.managers = slices.DeleteFunc(r.managers, func(each *manager) bool { return each == m })
	s.managers.remove(m)
}
