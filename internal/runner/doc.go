// Package runner is the noun runner: the thing in GitLab that jobs are given
// to. The machines that run them are its runner managers.
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
// What a runner's life has in common with that of a registered one is in
// package lifecycle. The map:
//
//	description.go        one sentence per attribute
//	model.go              the resource's state, to and from the wire
//	resource.go           create, read, update, delete
//	resource_schema.go    its schema
//	resource_plan.go      what a plan may and may not do
//	resource_import.go    import
//	resource_move.go      moved blocks, from GitLab's own provider and out of the legacy flow
//	owner.go              the owner after an import or a move
//	failure.go            what to say when GitLab refuses
//	data_source.go        one runner, every field
//	data_source_schema.go its schema
//	data_source_model.go  its fields from the wire
//	data_sources.go       runners by filter, with details on request
//	data_sources_list.go  the list walked, and its details
//	data_sources_schema.go  its schema
//	list_resource.go      runners for terraform query
//	list_resource_schema.go its schema
//	display_name.go       what people recognise them by
//	action.go             what the actions share: ids, progress
//	action_pause.go       pause, and wait for the jobs
//	action_resume.go      resume
//	action_delete_stale.go  delete what nobody uses: what is asked for, and the fuse
//	action_delete_stale_schema.go  its schema
//	action_delete_stale_walk.go  each runner looked at, and deleted
//	staleness.go          which runner nobody uses
//	filter.go             which runners are meant, for everything that looks for some
//	filter_schema.go      its attributes
//
// Upstream: https://docs.gitlab.com/api/runners/ and
// https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user
package runner
