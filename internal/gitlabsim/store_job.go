package gitlabsim

import "time"

type job struct {
	identity

	status, stage, name, ref string

	runner   *runner
	project  *project
	user     *user
	systemID string

	createdAt  time.Time
	startedAt  *time.Time
	finishedAt *time.Time
}

// jobStatuses are the words that the filter knows.
// Unverified: job statuses. The set may differ from release to release.
var jobStatuses = []string{
	"created", "waiting_for_resource", "preparing", "waiting_for_callback", "pending", "running",
	"success", "failed", "canceling", "canceled", "skipped", "manual", "scheduled",
}

// setStatus moves a job and its times on.
func (s *state) setStatus(j *job, status string, now time.Time) {
	j.status = status

	switch status {
	case "pending":
		s.queue++
	case "running", "canceling":
		if j.startedAt == nil {
			j.startedAt = &now
		}
	case "success", "failed", "canceled":
		if j.startedAt == nil && status != "canceled" {
			j.startedAt = &now
		}

		if j.finishedAt == nil {
			j.finishedAt = &now
		}
	}
}

// busy says whether a runner has a running job, on one of its managers or on any.
func (s *state) busy(r *runner, systemID string) bool {
	return s.jobs.first(func(j *job) bool {
		return j.runner == r && j.status == "running" && (systemID == "" || j.systemID == systemID)
	}) != nil
}
