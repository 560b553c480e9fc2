// Package examples tests the examples that are more than one configuration: the
// pipelines and the fleets. It is tests alone.
//
//	fleet_test.go            one apply, a rotation, a change of the machines
//	machine_test.go          what a machine does with its cloud-init
//	pipeline_file_test.go    what the files of the pipelines say
//	pipeline_gitlab_test.go  a fleet through the pipeline of GitLab CI
//	pipeline_github_test.go  the same through the workflow of GitHub
//	ci_test.go               runs jobs: a clone, variables, scripts, artifacts
//	forge_test.go            comments and issues, as GitLab and GitHub have them
//	state_test.go            the states that GitLab keeps
package examples
