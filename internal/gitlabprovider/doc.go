// Package gitlabprovider reads the states of GitLab's own provider,
// gitlabhq/gitlab, for `moved` blocks. The resources decide which attributes they
// read, and what becomes of them.
//
// A state may come from any version of that provider. Attributes that no resource
// reads are ignored, and absent ones are null. An attribute of another type is an
// error, which names the attribute and never shows the value.
//
// Upstream: https://registry.terraform.io/providers/gitlabhq/gitlab/latest/docs
package gitlabprovider
