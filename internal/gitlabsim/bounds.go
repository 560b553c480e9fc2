package gitlabsim

import (
	"fmt"
	"net/http"
)

// Bounds of what clients can make the emulator hold. GitLab's own limits on
// texts bound a single row.
const (
	// maxBody is what a request may carry.
	maxBody = 1 << 20
	// maxURI is how long its path and query may be, as in the web server in
	// front of GitLab.
	maxURI = 8 << 10
	// maxRows is how many users, groups, projects, runners, managers, jobs,
	// tokens, former paths, memberships and assignments there may be, all
	// together, and how many requests the journal remembers.
	maxRows = 100_000
	// maxRowText is how long a text of a row may be that GitLab does not limit.
	maxRowText = 64 << 10
	// entrySize is how many bytes an entry of the journal has on average, at most.
	entrySize = 1 << 10
	// maxGrants is how many boundaries a fine-grained token may name.
	maxGrants = 100
	// maxFaults is how many failures may wait.
	maxFaults = 1000
	// maxFaultBody is how long the answer of one may be.
	maxFaultBody = 64 << 10
	// maxFaultText is how long what else it says may be, all together.
	maxFaultText = maxURI
)

var (
	errBodyTooLarge = refuse(http.StatusRequestEntityTooLarge, "413 Request Entity Too Large")
	errURITooLong   = refuse(http.StatusRequestURITooLong, "414 Request-URI Too Large")
)

// errFull refuses what could make the state grow.
func errFull(rows int) error {
	return refusePlain(http.StatusInsufficientStorage, fmt.Sprintf(
		"the emulator holds %d rows and takes no more: delete some, or POST %sreset", rows, simPrefix))
}

// room says whether the state may grow.
func (s *state) room(capacity int) error {
	rows := len(s.users.rows) + len(s.groups.rows) + len(s.projects.rows) + len(s.runners.rows) + len(s.jobs.rows) +
		len(s.pats.rows) + len(s.managers.rows) + len(s.memberRoles.rows) + len(s.redirects) + s.links()
	if rows < capacity {
		return nil
	}

	return errFull(rows)
}

// links are the memberships and assignments.
func (s *state) links() int {
	var count int

	for _, g := range s.groups.rows {
		count += len(g.members)
	}

	for _, p := range s.projects.rows {
		count += len(p.members)
	}

	for _, r := range s.runners.rows {
		count += len(r.assignments)
	}

	return count
}

// grows says whether a request can make the state grow.
func grows(r *http.Request) bool {
	return r.Method == http.MethodPost || r.Method == http.MethodPut
}
