// Package terraform drives a real Terraform or OpenTofu with the provider built
// from this source, for the commands that show or measure what it does.
//
//	find.go         which Terraform or OpenTofu
//	terraform.go    running it in a folder
//	environment.go  what it finds around it: no settings but ours, the built provider
//	build.go        programs of this module, the provider first of all
package terraform
