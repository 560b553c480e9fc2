// Package assignment is the noun assignment: a project runner that serves a
// project besides the one that owns it. The owner is no assignment: GitLab
// never takes a runner away from it.
//
//	gitlabrunner_project_assignment             POST and DELETE /projects/:id/runners,
//	                                            GET /runners/:id, GET /projects/:id
//	gitlabrunner_project_assignment (list)      GET /runners/:id, GET /projects/:id/runners
//	gitlabrunner_project_assignments_exclusive  the same, for all of a runner's projects
//
// The map:
//
//	description.go               one sentence per attribute
//	id.go                        runner_id:project_id, parsed and printed
//	project.go                   a project as people write it, and as GitLab knows it
//	assign.go                    assign, unassign, and look whether it is so
//	failure.go                   what to say when GitLab refuses
//	resource.go                  one assignment: create, read, update, delete
//	resource_schema.go           its schema
//	resource_plan.go             another spelling is no replacement
//	resource_import.go           import
//	resource_move.go             moved blocks, from GitLab's own provider
//	list_resource.go             assignments for terraform query
//	list_resource_schema.go      its schema
//	exclusive_resource.go        all assignments of a runner
//	exclusive_resource_schema.go its schema
//	exclusive_resource_plan.go   what its plan can promise
//	exclusive_write.go           its create and update
//	exclusive_set.go             a set of thousands, without the framework's detours
//	exclusive_model.go           its state, and the spellings it remembers
//	exclusive_change.go          from what is to what shall be
//	owner.go                     which project owns the runner
//
// Upstream: https://docs.gitlab.com/api/runners/#assign-a-runner-to-project
package assignment
