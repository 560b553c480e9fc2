package gitlabsim

import (
	"slices"
	"time"
)

type job struct {
	identity

	status, stage, name, ref string

	runner   *runner
	project  *project
	user     *user
	systemID string
	tag      bool
	coverage *float64

	createdAt  time.Time
	startedAt  *time.Time
	finishedAt *time.Time
}

// jobStatuses are the values of the filter.
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

func (s *state) addJob(j *job) *job {
	j.runner.jobs = append(j.runner.jobs, j)

	return s.jobs.add(j)
}

// dropJobs deletes those jobs of a runner that fit.
func (s *state) dropJobs(r *runner, fits func(*job) bool) {
	r.jobs = slices.DeleteFunc(r.jobs, func(j *job) bool {
		if !fits(j) {
			return false
		}

		s.jobs.remove(j)

		return true
	})
}

// busy says whether a runner has a job under way, on one of its managers or on
// any. A job that is being canceled counted once.
func (s *state) busy(r *runner, systemID string) bool {
	return slices.ContainsFunc(r.jobs, func(j *job) bool {
		underWay := j.status == "running" || j.status == "canceling" && !s.release.has(runningAlone)

		return underWay && (systemID == "" || j.systemID == systemID)
	})
}
