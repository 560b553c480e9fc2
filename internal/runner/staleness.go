package runner

import (
	"fmt"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// The values of GitLab's status filter for runners that are not in use.
const (
	statusStale          = "stale"
	statusOffline        = "offline"
	statusNeverContacted = "never_contacted"
)

// The reasons why a listed runner is kept.
const (
	keptOnline  = "it is online"
	keptBusy    = "it runs a job"
	keptStatus  = "its status has changed"
	keptYoung   = "it contacted GitLab, or was created, within older_than"
	keptAgeless = "it never contacted GitLab, and this version of GitLab does not report when it was created"
	keptHidden  = "the user of the access token cannot read it"
)

// staleness is the condition for deleting a runner.
type staleness struct {
	// status is a word of GitLab's filter, or empty.
	status string
	// olderThan is the minimum time since the last sign of life; nil is none.
	olderThan *time.Duration
}

// keeps is why a runner, whose details were just read, is kept; it is
// empty for one to delete. A runner in use is kept, whatever the configuration
// selects.
func (s staleness) keeps(runner gitlabapi.Runner) string {
	switch {
	case isOnline(runner):
		return keptOnline
	case runner.JobExecutionStatus != nil && *runner.JobExecutionStatus == gitlabapi.ExecutionActive:
		return keptBusy
	case !s.hasStatus(runner):
		return keptStatus
	case s.olderThan == nil:
		return ""
	}

	sign := signOfLife(runner)

	switch {
	case sign == nil:
		return keptAgeless
	case runner.ReadAt.Sub(*sign) <= *s.olderThan:
		return keptYoung
	default:
		return ""
	}
}

// hasStatus compares the status with the details, because GitLab's filter is up to
// an hour behind them. A runner that is not online is offline.
func (s staleness) hasStatus(runner gitlabapi.Runner) bool {
	switch s.status {
	case statusStale:
		return runner.Status == statusStale
	case statusNeverContacted:
		return runner.ContactedAt == nil
	default:
		return true
	}
}

// isOnline holds for two hours after a contact.
func isOnline(runner gitlabapi.Runner) bool { return runner.Online != nil && *runner.Online }

// signOfLife is the last contact, or without one the creation of the runner, which
// older versions do not report.
func signOfLife(runner gitlabapi.Runner) *time.Time {
	if runner.ContactedAt != nil {
		return runner.ContactedAt
	}

	return runner.CreatedAt
}

// describe is the runner and its owner, for the list of what is deleted.
func describe(runner gitlabapi.Runner) string {
	life := "never contacted"

	switch {
	case runner.ContactedAt != nil:
		life = "last contact " + runner.ContactedAt.UTC().Format(time.RFC3339)
	case runner.CreatedAt != nil:
		life += ", created " + runner.CreatedAt.UTC().Format(time.RFC3339)
	}

	return fmt.Sprintf("%s (%s, %s)", runner.Label(), belonging(runner), life)
}
