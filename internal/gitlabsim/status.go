package gitlabsim

import "time"

// Statuses of runners and managers.
const (
	statusOnline         = "online"
	statusOffline        = "offline"
	statusStale          = "stale"
	statusNeverContacted = "never_contacted"
	statusPaused         = "paused"
	statusActive         = "active"
)

// contactTimes are what the status of a runner or a manager is computed from.
// Source: app/models/concerns/ci/has_runner_status.rb.
type contactTimes struct {
	createdAt   time.Time
	contactedAt *time.Time
}

// deadlines are the moments that contact times are compared with.
type deadlines struct{ online, stale time.Time }

// deadlines of the release: two hours, and a week that once was three months.
// There is no configuration.
func (r release) deadlines(now time.Time) deadlines {
	stale := now.AddDate(0, 0, -7)
	if !r.has(staleAfterWeek) {
		stale = now.AddDate(0, -3, 0)
	}

	return deadlines{online: now.Add(-2 * time.Hour), stale: stale}
}

func (l contactTimes) online(d deadlines) bool {
	return l.contactedAt != nil && l.contactedAt.After(d.online)
}

// stale: neither a contact nor the creation is newer.
func (l contactTimes) stale(d deadlines) bool {
	return !l.createdAt.After(d.stale) && (l.contactedAt == nil || !l.contactedAt.After(d.stale))
}

func (l contactTimes) status(d deadlines, paused bool) string {
	switch {
	case l.stale(d):
		return statusStale
	case l.contactedAt == nil:
		return statusNeverContacted
	case paused:
		return statusPaused
	case l.online(d):
		return statusOnline
	default:
		return statusOffline
	}
}

// matches is the filter status=, which does not agree with the field: it asks
// the columns one by one, so a paused runner can be online and a stale one
// offline.
func (l contactTimes) matches(status string, d deadlines, paused bool) bool {
	switch status {
	case statusOnline:
		return l.online(d)
	case statusOffline:
		return l.contactedAt != nil && !l.online(d)
	case statusNeverContacted:
		return l.contactedAt == nil
	case statusStale:
		return l.stale(d)
	case statusPaused:
		return paused
	default: // active
		return !paused
	}
}
