// Package configtoml renders config.toml, the file that configures GitLab Runner on
// a machine.
//
//	config_toml (function)  an object as config.toml, without a request
//
// The map:
//
//	function.go     the function
//	document.go     from a Terraform value to a TOML document
//	text.go         texts of several lines
//
// Upstream: https://docs.gitlab.com/runner/configuration/advanced-configuration/
package configtoml
