// Package assignment has the resources for assignments: a project runner that
// serves a project besides the one that owns it. The owner is not an assignment:
// GitLab never unassigns a runner from it.
//
//	gitlabrunner_project_assignment             POST and DELETE /projects/:id/runners,
//	                                            GET /runners/:id, GET /projects/:id
//	gitlabrunner_project_assignment (list)      GET /runners/:id, GET /projects/:id/runners
//	gitlabrunner_project_assignments_exclusive  the same, for all projects of a runner
//
// The files of the exclusive resource begin with exclusive. The rule for the owner
// of a runner is in package providerdata.
//
// See https://docs.gitlab.com/api/runners/#assign-a-runner-to-project.
package assignment
