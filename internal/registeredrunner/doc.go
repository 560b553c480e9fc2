// Package registeredrunner is the noun registration: the legacy flow, in which a
// registration token is enough to create a runner. GitLab plans to remove it.
//
//	gitlabrunner_registered_runner   POST /runners, GET and PUT /runners/:id, DELETE /runners,
//	                                 DELETE /runners/:id, and what the life of every runner takes
//	gitlabrunner_registration_token  POST /runners/reset_registration_token, and the same for a
//	                                 group and a project
//
// What a registered runner's life has in common with that of any other is in
// package runnermodel. The map:
//
//	description.go             what both resources say of the legacy flow
//	failure.go                 the calls of failures
//	runner_model.go            a registered runner's state, and its registration token
//	runner_resource.go         create, read, update
//	runner_resource_schema.go  its schema
//	runner_resource_plan.go    what is needed at its creation only
//	runner_resource_delete.go  delete, by token or by id
//	runner_resource_move.go    moved blocks, from GitLab's own provider
//	token_model.go             a registration token's state, and whose it is
//	token_resource.go          create, update; there is nothing to read or delete
//	token_resource_schema.go   its schema
//	token_resource_plan.go     what a reset does, said before it is done
//
// Upstream: https://docs.gitlab.com/api/runners/#create-a-runner-with-a-registration-token
package registeredrunner
