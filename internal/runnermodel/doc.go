// Package runnermodel is what the resources that create a runner share: the
// settings, the token, refresh, plan, update and drain. How a runner is created,
// and which group or project it belongs to, is up to each resource.
//
// A setting that is left out means GitLab's default, and a value that differs
// from it is drift. Empty text and missing text are the same setting, because
// GitLab keeps null for a note that was never written and "" for one that was
// cleared.
//
// Upstream: https://docs.gitlab.com/api/runners/
package runnermodel
