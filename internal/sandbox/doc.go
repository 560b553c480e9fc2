// Package sandbox is a real Terraform or OpenTofu with the provider built from
// this source and an emulator of GitLab, for the commands and the tests that
// need them.
//
//	command.go        a command of this module that runs a Terraform: flags, exit codes
//	find.go           which Terraform or OpenTofu
//	sandbox.go        a folder with the built provider
//	environment.go    the environment variables that Terraform gets
//	terraform_dir.go  a folder with a configuration, and Terraform's commands in it
//	gitlab.go         the emulator, called as its administrator
//	control.go        what only the emulator can do: its journal, its clock
package sandbox
