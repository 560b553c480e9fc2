// Package configtoml renders config.toml, the file that configures GitLab Runner on
// a machine.
//
//	config_toml (function)  an object as config.toml, without a request
//
// Upstream: https://docs.gitlab.com/runner/configuration/advanced-configuration/
package configtoml
