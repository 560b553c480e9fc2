// Package sandbox is a real Terraform or OpenTofu with the provider built from
// this source and an emulator of GitLab, for the commands and the tests that
// need them.
package sandbox
