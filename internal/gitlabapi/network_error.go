package gitlabapi

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
)

// ClientCertificateError says that the server refuses connections without a
// client certificate that it accepts.
type ClientCertificateError struct {
	// Configured says that the configuration has a client certificate.
	Configured bool
	// Err is the answer of the server.
	Err error

	inHandshake bool
}

func (e *ClientCertificateError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *ClientCertificateError) Unwrap() error { return e.Err }

// HandshakeError says that the server ended the TLS handshake.
type HandshakeError struct{ Err error }

func (e *HandshakeError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *HandshakeError) Unwrap() error { return e.Err }

// ProxyError says that the HTTP proxy of the environment did not connect to GitLab.
type ProxyError struct {
	// Proxy is host and port of the proxy.
	Proxy string
	// Status is the answer of the proxy, 0 if it cannot be reached.
	Status int
	// Err is why the proxy cannot be reached, nil if it answered.
	Err error
}

func (e *ProxyError) Error() string {
	if e.Err != nil {
		return e.Err.Error()
	}

	return fmt.Sprintf("the HTTP proxy %s answered %d %s", e.Proxy, e.Status, http.StatusText(e.Status))
}

// Unwrap returns the cause.
func (e *ProxyError) Unwrap() error { return e.Err }

// classify gives an error of the network the type of its cause. connected says
// that the attempt had a connection.
func (c *clientCertificate) classify(err error, connected bool) error {
	operation, ok := errors.AsType[*net.OpError](err)

	switch {
	case isContextEnd(err):
		return err
	case ok && operation.Op == "proxyconnect":
		return &ProxyError{Err: err}
	case isAlert(err, certificateAlerts), isAlert(err, handshakeAlerts) && c.inDoubt():
		return &ClientCertificateError{Configured: c.configured, Err: err, inHandshake: true}
	case isAlert(err, handshakeAlerts):
		return &HandshakeError{Err: err}
	case connected && c.inDoubt():
		return &ClientCertificateError{Configured: c.configured, Err: err}
	default:
		return err
	}
}

// failedInHandshake reports whether the server refused the TLS handshake. It did not
// act on the request then, although TLS 1.3 may have sent it already.
func failedInHandshake(err error) bool {
	certificate, ok := errors.AsType[*ClientCertificateError](err)

	return ok && certificate.inHandshake || isOfType[*HandshakeError](err)
}

// The alerts that a server sends only before it accepts a handshake, see
// https://www.rfc-editor.org/rfc/rfc8446#section-6.2.
var (
	// certificateAlerts: the server does not accept the client certificate.
	certificateAlerts = []tls.AlertError{
		42,  // bad_certificate
		43,  // unsupported_certificate
		44,  // certificate_revoked
		45,  // certificate_expired
		46,  // certificate_unknown
		48,  // unknown_ca
		49,  // access_denied
		116, // certificate_required
	}
	// handshakeAlerts: the server does not accept the handshake.
	handshakeAlerts = []tls.AlertError{
		40,  // handshake_failure
		70,  // protocol_version
		71,  // insufficient_security
		86,  // inappropriate_fallback
		109, // missing_extension
		110, // unsupported_extension
		112, // unrecognized_name
		120, // no_application_protocol
	}
)

// isAlert reports whether an error is one of these alerts of the server. They are
// known by their texts, because package crypto/tls does not export the type of a
// received alert, see https://github.com/golang/go/issues/35234.
func isAlert(err error, alerts []tls.AlertError) bool {
	operation, ok := errors.AsType[*net.OpError](err)

	return ok && operation.Op == "remote error" && slices.ContainsFunc(alerts, func(alert tls.AlertError) bool {
		return alert.Error() == operation.Err.Error()
	})
}
