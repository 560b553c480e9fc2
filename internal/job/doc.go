// Package job is the noun job: what a runner works on, or has worked on.
//
//	gitlabrunner_runner_jobs (data source)  GET /runners/:id/jobs
//
// The map:
//
//	data_sources.go         the data source
//	data_sources_schema.go  its schema
//	model.go                a job from the wire
//
// Upstream: https://docs.gitlab.com/api/runners/#list-all-jobs-processed-by-a-runner
package job
