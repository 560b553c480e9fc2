// Package lifecycle is the life of a runner after it was made, the same in
// every resource that makes one: refreshed, planned, changed, given a new
// token, drained. How a runner is made, and whose it is, is the resource's own.
//
//	attribute.go  the attributes that every such resource has
//	model.go      their state, and what the making of a runner tells
//	import.go     identity, import, and the defaults that nobody configured
//	move.go       from the state of GitLab's own provider
//	refresh.go    from GitLab's answer to the state
//	plan.go       what a plan says
//	update.go     settings first, a new token last
//	delete.go     what comes before a delete, and why GitLab forbids one
//	drain.go      what a destroy waits for
//	work.go       pausing a runner, and waiting for its running jobs
//	failure.go    what to say when GitLab refuses
//
// Upstream: https://docs.gitlab.com/api/runners/
package lifecycle
