// Package configtoml is the noun agent: gitlab-runner, the program that takes jobs
// on a machine, and the file that configures it there.
//
//	config_toml (function)  an object as the agent's config.toml, without a request
//
// The map:
//
//	function.go     the function, and its words
//	document.go     from a Terraform value to what TOML can hold
//	text.go         texts of several lines
//
// Upstream: https://docs.gitlab.com/runner/configuration/advanced-configuration/
package configtoml
