package runner

import (
	"fmt"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// The words of GitLab's filter by status that say that nobody uses a runner.
const (
	statusStale          = "stale"
	statusOffline        = "offline"
	statusNeverContacted = "never_contacted"
)

// Why a runner that GitLab lists is not deleted.
const (
	keptOnline  = "it is online"
	keptBusy    = "it runs a job"
	keptStatus  = "it is of another status by now"
	keptYoung   = "there was a sign of life within older_than"
	keptAgeless = "it was never in contact, and this GitLab does not tell when it was made"
	keptHidden  = "the owner of the access token may not read it"
)

// staleness is what a runner has to be to be deleted.
type staleness struct {
	// status is a word of GitLab's filter, or empty.
	status string
	// olderThan is how long ago the last sign of life has to be; nil where that
	// does not matter.
	olderThan *time.Duration
}

// keeps says why a runner, of which the details were just read, is kept; it is
// empty for one to delete. Whatever was asked for, nobody deletes a runner that
// is in use.
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

// hasStatus looks again at what GitLab's filter said, which is up to an hour
// behind what the details show. One that is not online is offline.
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

// signOfLife is the last contact, or, without any, when the runner was made,
// which older versions do not tell.
func signOfLife(runner gitlabapi.Runner) *time.Time {
	if runner.ContactedAt != nil {
		return runner.ContactedAt
	}

	return runner.CreatedAt
}

// describe says which runner it is, and whose, for who reads what is deleted.
func describe(runner gitlabapi.Runner) string {
	life := "never in contact"

	switch {
	case runner.ContactedAt != nil:
		life = "last contact " + runner.ContactedAt.UTC().Format(time.RFC3339)
	case runner.CreatedAt != nil:
		life += ", made " + runner.CreatedAt.UTC().Format(time.RFC3339)
	}

	return fmt.Sprintf("%s (%s, %s)", runner.Label(), belonging(runner), life)
}
