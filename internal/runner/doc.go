// Package runner is the noun runner: the object in GitLab that jobs are assigned
// to. The machines that run the jobs are its runner managers.
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
// Package runnermodel has what this resource shares with registered runners. The
// map:
//
//	description.go        the descriptions of attributes that several schemas share
//	model.go              the state of the resource, and its request
//	resource.go           create, read, update, delete
//	resource_schema.go    its schema
//	resource_plan.go      validation and plan
//	resource_import.go    import
//	resource_move.go      moved blocks, from GitLab's own provider and from registered runners
//	owner.go              the owner after an import or a move
//	failure.go            the diagnostics of a failed creation
//	data_source.go        one runner, with every field
//	data_source_schema.go its schema
//	data_source_model.go  its fields from the wire
//	data_sources.go       runners by filter, with details on request
//	data_sources_list.go  reading the list and its details
//	data_sources_schema.go  its schema
//	list_resource.go      runners for terraform query
//	list_resource_schema.go its schema
//	display_name.go       the name of a runner in a query
//	action.go             what the actions share: ids, progress
//	action_pause.go       pause, and wait for the jobs
//	action_resume.go      resume
//	action_delete_stale.go  delete runners that are not in use: configuration and limit
//	action_delete_stale_schema.go  its schema
//	action_delete_stale_walk.go  checking and deleting each runner
//	staleness.go          which runners are not in use
//	filter.go             the selection of runners, for every object that lists them
//	filter_schema.go      its attributes
//
// Upstream: https://docs.gitlab.com/api/runners/ and
// https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user
package runner
