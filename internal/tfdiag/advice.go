package tfdiag

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// advice is the next step, by the type and the status of the failure.
func advice(failure *gitlabapi.Error, needs string) string {
	if errors.Is(failure, gitlabapi.ErrNoToken) {
		return "Set `token` in the provider block or the environment variable GITLAB_TOKEN. " + needs
	}

	if errors.Is(failure, gitlabapi.ErrNotConfigured) {
		return "Apply first what it comes from, with -target, or give the provider a value that is known."
	}

	var (
		foreign  *gitlabapi.ForeignAnswerError
		redirect *gitlabapi.RedirectError
		held     *gitlabapi.RateLimitError
	)

	switch {
	case errors.As(failure, &held) && held.Refusals > 0:
		return tooMany
	case errors.As(failure, &held):
		return "Run again when that time is over. If it happens often, have an administrator of this GitLab raise the limit, " +
			"or give the provider the token of a user that has no other clients."
	case errors.As(failure, &foreign):
		return "That is not GitLab's API speaking: a proxy, a login page or another program answered instead. " +
			"Check `base_url` (or GITLAB_BASE_URL), and that nothing between here and GitLab asks for a login of its own; " +
			"a header that a proxy needs can be set in `headers`."
	case errors.As(failure, &redirect):
		return fmt.Sprintf("A token is never sent on to another address. If this is where your GitLab is, set `base_url` to the address it redirects to, %s.", redirect.To)
	case failure.Status == 0:
		return unreachable(failure.Err)
	}

	return refusal(failure, needs)
}

// tooMany is the advice where GitLab says no more than that.
const tooMany = "GitLab limits how many requests it takes, and did not say when it takes more. Wait and run again; " +
	"raise `retries` to wait longer by itself, or lower `max_concurrent_requests`, if it happens often."

// refusal is the advice for an answer that is GitLab's own.
func refusal(failure *gitlabapi.Error, needs string) string {
	switch failure.Status {
	case http.StatusUnauthorized:
		return "GitLab does not know the access token, or it has expired or was revoked. " +
			"Check `token` (or GITLAB_TOKEN), and that it belongs to this GitLab. " + needs
	case http.StatusForbidden:
		return needs
	case http.StatusNotFound:
		if failure.HasMessage {
			return "GitLab answers 404 where something does not exist, and where the owner of the access token may not see it. " + needs
		}

		return "This GitLab does not know the address at all, so the thing itself may well exist. " +
			"Check `base_url` (or GITLAB_BASE_URL): it is the address of the instance, with its path if it is installed under one."
	case http.StatusTooManyRequests:
		return tooMany
	case http.StatusConflict:
		return "Another request changed it at the same moment. Run again."
	}

	if isServersFailure(failure) {
		return "GitLab failed, not the configuration. Run again; the request id finds the cause in GitLab's logs."
	}

	return ""
}

// isServersFailure holds where GitLab itself failed.
func isServersFailure(failure *gitlabapi.Error) bool {
	var foreign *gitlabapi.ForeignAnswerError

	return failure.Status >= http.StatusInternalServerError && !errors.As(failure, &foreign)
}

// unreachable is the advice where there was no answer.
func unreachable(err error) string {
	var (
		authority   x509.UnknownAuthorityError
		hostname    x509.HostnameError
		certificate *tls.CertificateVerificationError
		record      tls.RecordHeaderError
		alert       tls.AlertError
		dns         *net.DNSError
		operation   *net.OpError
	)

	switch {
	case errors.Is(err, context.Canceled):
		return "The run was interrupted."
	case errors.Is(err, gitlabapi.ErrTimeout):
		return "Check that GitLab is well, or raise `request_timeout`."
	case errors.As(err, &authority):
		return "The certificate of this GitLab is signed by an authority that this machine does not know. " +
			"Give that authority's certificate in `cacert_file` or `cacert_pem`."
	case errors.As(err, &hostname):
		return "The certificate is for another name. Use the name that it was made for in `base_url`."
	case errors.As(err, &certificate):
		return "The certificate of this GitLab is not valid."
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return "No TLS is spoken there. If this GitLab really has none, write `base_url` with http."
	case errors.As(err, &alert):
		return "GitLab, or a proxy before it, ended the TLS handshake. If it asks for a client certificate, set `client_cert` and `client_key`."
	case errors.As(err, &dns):
		return "No such host can be found from here. Check `base_url` (or GITLAB_BASE_URL) and the network."
	case errors.As(err, &operation) && operation.Op == "dial":
		return "Nothing listens there, or a firewall is between. Check `base_url` (or GITLAB_BASE_URL) and the network."
	default:
		return ""
	}
}
