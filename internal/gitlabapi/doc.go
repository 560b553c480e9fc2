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
// Upstream: https://docs.gitlab.com/api/runners/
package gitlabapi
