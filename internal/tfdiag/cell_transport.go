package tfdiag

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// The causes without an answer of GitLab.
const (
	NoToken            Cause = "no-token"
	NotConfigured      Cause = "not-configured"
	RateLimitHeld      Cause = "rate-limit-held"
	ForeignAnswer      Cause = "foreign-answer"
	Redirected         Cause = "redirected"
	SignInRequired     Cause = "sign-in-required"
	ProxyUnreachable   Cause = "proxy-unreachable"
	ProxyRefused       Cause = "proxy-refused"
	CertificateMissing Cause = "client-certificate-missing"
	CertificateRefused Cause = "client-certificate-refused"
	Interrupted        Cause = "interrupted"
	TimedOut           Cause = "timed-out"
	UnknownAuthority   Cause = "unknown-authority"
	WrongHostName      Cause = "wrong-host-name"
	InvalidCertificate Cause = "invalid-certificate"
	NoTLS              Cause = "no-tls"
	TLSRefused         Cause = "tls-refused"
	UnknownHost        Cause = "unknown-host"
	Unreachable        Cause = "unreachable"
	ConnectionFailed   Cause = "connection-failed"
)

// transportCells are for errors without an answer of GitLab.
var transportCells = []cell{
	{cause: NoToken, when: is(gitlabapi.ErrNoToken), advice: "Create an access token with the scope {scope}, and set it in the environment variable GITLAB_TOKEN or in `token` of the provider block."},
	{cause: NotConfigured, when: is(gitlabapi.ErrNotConfigured), advice: "Apply the resource that provides this value first, with `-target`, or use a value that is known before the apply."},
	{cause: RateLimited, when: where(func(held *gitlabapi.RateLimitError) bool { return held.Refusals > 0 }), advice: rateLimitedAdvice},
	{cause: RateLimitHeld, when: as[*gitlabapi.RateLimitError], advice: "Run again after that time. If this happens often, ask an administrator of the GitLab instance to raise the limit, " +
		"or use the access token of a user that only Terraform uses."},
	{cause: ProxyRefused, when: where(func(proxy *gitlabapi.ProxyError) bool { return proxy.Status > 0 }), advice: "The HTTP proxy in the environment variable HTTPS_PROXY or HTTP_PROXY does not connect to GitLab. " +
		"If the proxy requires a user and a password, set them in that variable. If GitLab can be reached without the proxy, add the host of `base_url` to NO_PROXY."},
	{cause: ProxyUnreachable, when: as[*gitlabapi.ProxyError], advice: "The HTTP proxy in the environment variable HTTPS_PROXY or HTTP_PROXY cannot be reached. " +
		"Correct that variable, or add the host of `base_url` to NO_PROXY if GitLab can be reached without a proxy."},
	{cause: CertificateMissing, when: where(func(refused *gitlabapi.ClientCertificateError) bool { return !refused.Configured }), advice: "The server requires a client certificate. Set `client_cert` and `client_key`."},
	{cause: CertificateRefused, when: as[*gitlabapi.ClientCertificateError], advice: "The server does not accept the certificate in `client_cert`. " +
		"Set `client_cert` and `client_key` to a certificate that is valid now and from an authority that the server trusts."},
	{cause: ForeignAnswer, when: as[*gitlabapi.ForeignAnswerError], advice: foreignAdvice},
	{cause: SignInRequired, when: where(func(redirect *gitlabapi.RedirectError) bool { return redirect.SignIn }), advice: "The redirect does not lead to the GitLab API, but to the sign-in page of a gateway in front of it, or to a new address. " +
		"Set the header that the gateway requires in `headers`. If GitLab has moved, set `base_url` to the new address."},
	{cause: Redirected, when: as[*gitlabapi.RedirectError], advice: "The provider does not send the access token to another address. If GitLab has moved there, set `base_url` to {redirect}."},
	{cause: Interrupted, when: is(context.Canceled), advice: "Run again to finish what was interrupted."},
	{cause: TimedOut, when: is(gitlabapi.ErrTimeout), advice: "Check that GitLab responds to other requests. If it is slow, raise `request_timeout`."},
	{cause: UnknownAuthority, when: as[x509.UnknownAuthorityError], advice: "The certificate of GitLab is signed by an authority that this machine does not know. " +
		"Set `cacert_file` or `cacert_pem` to the certificate of that authority."},
	{cause: WrongHostName, when: as[x509.HostnameError], advice: "The certificate of GitLab is for another host name. Set `base_url` to a host name for which the certificate is valid."},
	{cause: InvalidCertificate, when: as[*tls.CertificateVerificationError], advice: "The certificate of GitLab is not valid. Check the clock of this machine. If it is right, replace the certificate on the server."},
	{cause: NoTLS, when: isNotTLS, advice: "The server does not use TLS at this address. Check the port in `base_url`. If the GitLab instance has no HTTPS, begin `base_url` with `http://`."},
	{cause: TLSRefused, when: as[*gitlabapi.HandshakeError], advice: "The server refused the TLS handshake. Check that `base_url` has the right host and port, and that the server supports TLS 1.2 or newer."},
	{cause: UnknownHost, when: as[*net.DNSError], advice: "The host name cannot be resolved. Check `base_url` (or GITLAB_BASE_URL) and the DNS settings of this machine."},
	{cause: Unreachable, when: where(func(operation *net.OpError) bool { return operation.Op == "dial" }), advice: "No connection to the server is possible. Check `base_url` (or GITLAB_BASE_URL), the network and the firewalls in between."},
	{cause: ConnectionFailed, when: isUnanswered, advice: "The connection ended without a response. Run again."},
}

const foreignAdvice = "The response did not come from the GitLab API, but from a proxy, a login page or another program. " +
	"Check `base_url` (or GITLAB_BASE_URL). If a proxy requires a header, set it in `headers`."

func is(target error) func(error) bool {
	return func(err error) bool { return errors.Is(err, target) }
}

func as[T error](err error) bool {
	_, ok := errors.AsType[T](err)

	return ok
}

// where is as, with a condition.
func where[T error](holds func(T) bool) func(error) bool {
	return func(err error) bool {
		found, ok := errors.AsType[T](err)

		return ok && holds(found)
	}
}

func isNotTLS(err error) bool {
	return as[tls.RecordHeaderError](err) || errors.Is(err, http.ErrSchemeMismatch)
}

// isUnanswered holds without a status: no answer arrived, or what arrived is
// not an answer of GitLab.
func isUnanswered(err error) bool { return gitlabapi.ErrorOf(err).Status < http.StatusMultipleChoices }
