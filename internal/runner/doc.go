// Package runner is the noun runner: the object in GitLab that jobs are assigned
// to. Its runner managers run the jobs.
//
//	gitlabrunner_runner (resource)     POST /user/runners, GET, PUT and DELETE /runners/:id,
//	                                   GET /runners/:id/jobs while draining
//	gitlabrunner_runner (data source)  GET /runners/:id
//	gitlabrunner_runners (data source) GET /runners, /runners/all, /projects/:id/runners,
//	                                   /groups/:id/runners, and GET /runners/:id each for details
//	gitlabrunner_runner (list)         the same
//	gitlabrunner_pause_runner (action) PUT /runners/:id each; GET /runners/:id and
//	                                   /runners/:id/jobs each while waiting
//	gitlabrunner_resume_runner (action)  PUT /runners/:id each
//	gitlabrunner_delete_stale_runners (action)  the lists, GET and DELETE /runners/:id each
//
// Package runnermodel has what this resource shares with registered runners.
//
// Upstream: https://docs.gitlab.com/api/runners/ and
// https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user
package runner
