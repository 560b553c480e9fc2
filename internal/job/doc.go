// Package job is the noun job: what a runner works on, or has worked on.
//
//	gitlabrunner_runner_jobs (data source)  GET /runners/:id/jobs
//
// Upstream: https://docs.gitlab.com/api/runners/#list-all-jobs-processed-by-a-runner
package job
