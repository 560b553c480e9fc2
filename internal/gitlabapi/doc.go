// Package gitlabapi is a typed face of GitLab's Runners API over GitLab's
// official Go client. It knows nothing of Terraform.
//
// The official client brings the addressing, the encoding of requests, the
// authentication and the reading of page links. Three things are done here
// instead, each for a reason:
//
//   - Answers are decoded into our own types, because the client's types lose
//     the difference between null, absent and zero that a Terraform state has
//     to keep (see [Optional]).
//   - Retries, pace and time limits live in one [http.RoundTripper]
//     (transport.go), because a create that was answered by a 502 must not be
//     sent again, because the budget that GitLab reports is one for all
//     requests, and because nothing here may look at the wall clock.
//   - Errors are read from the whole body ([Error]), because GitLab has two
//     families of them and a 404 means different things in each.
//
// The map:
//
//	client.go        settings, construction
//	base_url.go      what people write as the address of their GitLab
//	call.go          the one function that sends a request and decodes the answer
//	transport.go     one attempt: time limit, bounded body, connections, log
//	retry.go         which request is repeated, and when
//	ratelimit/       when a request may be sent
//	error.go         what went wrong, by type and status, never by text
//	message.go       GitLab's words out of every form of body, made safe to show
//	secret.go        what is hidden, in which forms
//	decode.go        a success, if it is one
//	optional.go      absent, null or a value
//	page.go          lists as iterators; page_ahead.go: pages side by side
//	shared.go        reads of a runner or a project that share one request
//	cache.go         requests in flight and results that readers share
//	runner.go        details, update, delete; runner_create.go create
//	runners.go       the four lists
//	label.go         a runner's name for people
//	token.go         authentication tokens: reset, verify
//	registration.go  the legacy flow: register, registration tokens, delete by token
//	project.go       projects, and assigning runners to them
//	manager.go       a runner's managers
//	job.go           a runner's jobs
//	instance.go      who is calling whom
//
// Upstream: https://docs.gitlab.com/api/runners/
package gitlabapi
