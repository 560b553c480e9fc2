package gitlabsim

import (
	"fmt"
	"net/http"
)

// Bounds of what strangers can make the emulator hold. GitLab's own limits on
// texts bound a single row.
const (
	// maxBody is what a request may carry.
	maxBody = 1 << 20
	// maxURI is how long its path and query may be, as in the web server that
	// stands before GitLab.
	maxURI = 8 << 10
	// maxRows is how many users, groups, projects, runners, managers, jobs,
	// tokens and former paths there may be, all together, and how many
	// requests the journal remembers.
	maxRows = 100_000
	// maxFaults is how many failures may wait.
	maxFaults = 1000
	// maxFaultBody is how long the answer of one may be.
	maxFaultBody = 64 << 10
)

var (
	errBodyTooLarge = refuse(http.StatusRequestEntityTooLarge, "413 Request Entity Too Large")
	errURITooLong   = refuse(http.StatusRequestURITooLong, "414 Request-URI Too Large")
)

// errFull ends what could make the state grow.
func errFull(rows int) error {
	return refusePlain(http.StatusInsufficientStorage, fmt.Sprintf(
		"the emulator holds %d rows and takes no more: delete some, or POST %sreset", rows, simPrefix))
}

// room says whether the state may grow.
func (s *state) room(capacity int) error {
	rows := len(s.users.rows) + len(s.groups.rows) + len(s.projects.rows) + len(s.runners.rows) + len(s.jobs.rows) +
		len(s.pats.rows) + len(s.managers.rows) + len(s.redirects)
	if rows < capacity {
		return nil
	}

	return errFull(rows)
}

// grows says whether a request can make the state grow.
func grows(r *http.Request) bool {
	return r.Method == http.MethodPost || r.Method == http.MethodPut
}
