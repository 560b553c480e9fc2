// Package gitlabapi is a typed client of GitLab's Runners API on top of GitLab's
// official Go client. It does not know Terraform.
//
// The official client provides addresses, the encoding of requests,
// authentication and page links. This package replaces three parts of it:
//
//   - Answers are decoded into types of this package, because those of the client
//     do not distinguish null, absent and zero, which a Terraform state must (see
//     [Optional]).
//   - Retries and time limits are in one [http.RoundTripper] (transport.go),
//     because the client's retries have neither a limit per attempt, nor an
//     injected clock, nor a rate limit that all requests share.
//   - Errors are read from the whole body ([Error]), because GitLab has two
//     families of them, and the family decides what a 404 means.
//
// Files:
//
//	client.go        configuration, construction
//	base_url.go      the address of a GitLab instance
//	call.go          sends a request and decodes the answer
//	transport.go     one attempt: time limit, bounded body, log
//	connection.go    connections, proxies, client certificates
//	retry.go         which request is sent again, and when
//	ratelimit/       when a request may be sent
//	error.go         errors, by type and status, never by text
//	network_error.go errors of client certificates, TLS handshakes and proxies
//	message.go       GitLab's message in every form of body, cleaned for display
//	secret.go        which secrets are masked, in which forms
//	decode.go        which answers are a success
//	optional.go      absent, null or a value
//	page.go          lists as iterators; page_ahead.go: pages read concurrently
//	shared.go        reads of a runner or a project that share one request
//	cache.go         requests in flight and results that readers share
//	runner.go        details, update, delete; runner_create.go: create
//	runners.go       the four lists of runners
//	label.go         a name of a runner for display
//	token.go         authentication tokens: reset, verify; token_check.go: check without a trace
//	registration.go  the legacy flow: register, registration tokens, delete by token
//	project.go       projects, assignments
//	manager.go       the managers of a runner
//	job.go           the jobs of a runner
//	instance.go      the version of GitLab, the owner of the access token
//
// Upstream: https://docs.gitlab.com/api/runners/
package gitlabapi
