// Package runnermodel is what the resources that create a runner share: the
// settings, the token, refresh, plan, update and drain. How a runner is created,
// and which group or project it belongs to, is up to each resource.
//
// A setting that is left out means GitLab's default, and a value that differs
// from it is drift. Empty text and missing text are the same setting, because
// GitLab keeps null for a note that was never written and "" for one that was
// cleared.
//
//	attribute.go             the attributes that every such resource has
//	settings_attribute.go    the attributes of the settings
//	settings_description.go  one sentence per setting
//	settings_limit.go        limits that involve several attributes or a change
//	settings_model.go        settings to and from the API
//	same_json.go             texts that are the same JSON
//	model.go                 the model, and the answer to a creation
//	import.go                identity, import, and the defaults after an import
//	move.go                  from the state of the official GitLab provider
//	refresh.go               from GitLab's answer to the state
//	plan.go                  what a plan says
//	update.go                settings first, a new token last
//	delete.go                the delete, and why GitLab forbids one
//	drain.go                 what a destroy waits for
//	wait.go                  pausing a runner, and polling its running jobs
//	listed.go                reading a runner for a list resource
//	failure.go               the errors of refused requests
//
// Upstream: https://docs.gitlab.com/api/runners/
package runnermodel
