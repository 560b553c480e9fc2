// Package manager is the noun runner manager: a GitLab Runner that signs in with a
// runner's token and runs its jobs.
//
//	gitlabrunner_runner_managers (data source)       GET /runners/:id/managers
//	gitlabrunner_delete_runner_manager (action)      DELETE /runners/managers
//
// Upstream: https://docs.gitlab.com/api/runners/#list-all-runner-managers
package manager
