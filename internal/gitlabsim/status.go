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

// lifeSigns is what a status is computed from.
// Source: app/models/concerns/ci/has_runner_status.rb.
type lifeSigns struct {
	createdAt   time.Time
	contactedAt *time.Time
}

func (l lifeSigns) online(now time.Time) bool {
	return l.contactedAt != nil && l.contactedAt.After(now.Add(-onlineFor))
}

// stale: nothing was heard since the limit, not even the creation.
func (l lifeSigns) stale(now time.Time, after time.Duration) bool {
	limit := now.Add(-after)

	return !l.createdAt.After(limit) && (l.contactedAt == nil || !l.contactedAt.After(limit))
}

func (l lifeSigns) status(now time.Time, staleAfter time.Duration, paused bool) string {
	switch {
	case l.stale(now, staleAfter):
		return statusStale
	case l.contactedAt == nil:
		return statusNeverContacted
	case paused:
		return statusPaused
	case l.online(now):
		return statusOnline
	default:
		return statusOffline
	}
}

// matches is the filter status=, which does not agree with the field: it asks
// the columns one by one, so a paused runner can be online and a stale one
// offline.
func (l lifeSigns) matches(status string, now time.Time, staleAfter time.Duration, paused bool) bool {
	switch status {
	case statusOnline:
		return l.online(now)
	case statusOffline:
		return l.contactedAt != nil && !l.online(now)
	case statusNeverContacted:
		return l.contactedAt == nil
	case statusStale:
		return l.stale(now, staleAfter)
	case statusPaused:
		return paused
	case statusActive:
		return !paused
	default:
		return true
	}
}

func (r *runner) life() lifeSigns  { return lifeSigns{r.createdAt, r.contactedAt} }
func (m *manager) life() lifeSigns { return lifeSigns{m.createdAt, m.contactedAt} }
