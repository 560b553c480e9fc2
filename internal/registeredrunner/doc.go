// Package registeredrunner is the noun registration: the legacy flow, in which a
// registration token is enough to create a runner. GitLab plans to remove it.
//
//	gitlabrunner_registered_runner   POST /runners, GET and PUT /runners/:id, DELETE /runners,
//	                                 DELETE /runners/:id, and the requests of package runnermodel
//	gitlabrunner_registration_token  POST /runners/reset_registration_token, and the same for a
//	                                 group and a project
//
// Package runnermodel has what a registered runner shares with other runners.
//
// Upstream: https://docs.gitlab.com/api/runners/#create-a-runner-with-a-registration-token
package registeredrunner
