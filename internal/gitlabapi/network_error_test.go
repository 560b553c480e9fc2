package gitlabapi_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// serveTLS starts a TLS server with this configuration, and returns one for its
// clients.
func serveTLS(t *testing.T, http2 bool, config *tls.Config, handler http.HandlerFunc) (*httptest.Server, *tls.Config) {
	t.Helper()

	s := httptest.NewUnstartedServer(handler)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.EnableHTTP2, s.TLS = http2, config
	s.StartTLS()
	t.Cleanup(s.Close)

	clients := &tls.Config{RootCAs: x509.NewCertPool(), MinVersion: tls.VersionTLS12}
	clients.RootCAs.AddCert(s.Certificate())

	return s, clients
}

// A server that requires a client certificate has acted on nothing. TLS 1.3 tells
// the client only after it has sent the request, and package net/http reports that
// in one of several ways, so each case is repeated.
func TestClientCertificateError(t *testing.T) {
	t.Parallel()

	const times = 3

	for _, http2 := range []bool{false, true} {
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			for _, configured := range []bool{false, true} {
				t.Run(fmt.Sprintf("http2=%v/%s/configured=%v", http2, tls.VersionName(version), configured), func(t *testing.T) {
					t.Parallel()

					var handled atomic.Int64

					s, config := serveTLS(t, http2, &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, MaxVersion: version},
						func(http.ResponseWriter, *http.Request) { handled.Add(1) })

					if configured {
						config.Certificates = s.TLS.Certificates // the server does not trust its issuer
					}

					for range times {
						client, _ := newClient(t, s.URL, func(c *gitlabapi.Config) { c.Retries, c.TLS = 0, config })

						for name, call := range map[string]func(context.Context, *gitlabapi.Client) error{"create": create, "read": read, "delete": remove} {
							var refused *gitlabapi.ClientCertificateError

							err := call(t.Context(), client)
							if !errors.As(err, &refused) || refused.Configured != configured || gitlabapi.MayHaveActed(err) || gitlabapi.Unanswered(err) {
								t.Errorf("%s: got %v (%T), MayHaveActed %v, Unanswered %v", name, err, errors.Unwrap(errors.Unwrap(err)), gitlabapi.MayHaveActed(err), gitlabapi.Unanswered(err))
							}
						}
					}

					if handled.Load() > 0 {
						t.Errorf("the server handled %d requests", handled.Load())
					}
				})
			}
		}
	}
}

// Package net/http loses the alert in some races, which these errors stand for.
func TestClientCertificateError_withoutAlert(t *testing.T) {
	t.Parallel()

	lost := errors.New("http2: client conn could not be established")

	for name, test := range map[string]struct {
		doubt     gitlabapi.CertificateDoubt
		connected bool
		err       error
		want      bool
	}{
		"requested":               {gitlabapi.CertificateDoubt{Requested: true}, true, lost, true},
		"not requested":           {gitlabapi.CertificateDoubt{}, true, lost, false},
		"accepted before":         {gitlabapi.CertificateDoubt{Requested: true, Accepted: true}, true, lost, false},
		"no connection":           {gitlabapi.CertificateDoubt{Requested: true}, false, lost, false},
		"cancelled":               {gitlabapi.CertificateDoubt{Requested: true}, true, context.Canceled, false},
		"another alert":           {gitlabapi.CertificateDoubt{}, true, &net.OpError{Op: "remote error", Err: tls.AlertError(80)}, false},
		"handshake, requested":    {gitlabapi.CertificateDoubt{Requested: true}, false, &net.OpError{Op: "remote error", Err: tls.AlertError(40)}, true},
		"handshake, not so":       {gitlabapi.CertificateDoubt{}, false, &net.OpError{Op: "remote error", Err: tls.AlertError(40)}, false},
		"the alert of the client": {gitlabapi.CertificateDoubt{}, false, &net.OpError{Op: "local error", Err: tls.AlertError(42)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			var refused *gitlabapi.ClientCertificateError
			if err := test.doubt.Classify(test.err, test.connected); errors.As(err, &refused) != test.want || !errors.Is(err, test.err) {
				t.Errorf("got %T: %v", err, err)
			}
		})
	}
}

// brokenConn is a connection that the server has closed.
type brokenConn struct{ net.Conn }

func (brokenConn) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// A failed write hides the alert, so it is ignored while the certificate is in doubt.
func TestClientCertificateError_afterAFailedWrite(t *testing.T) {
	t.Parallel()

	for doubt, ignored := range map[gitlabapi.CertificateDoubt]bool{
		{Requested: true}:                 true,
		{Requested: true, Accepted: true}: false,
		{}:                                false,
	} {
		n, err := doubt.Conn(brokenConn{}).Write([]byte("hello"))
		if (err == nil) != ignored || (n == 5) != ignored {
			t.Errorf("%+v: wrote %d bytes, %v", doubt, n, err)
		}
	}
}

// A refused certificate is not sent again.
func TestClientCertificateError_isFinal(t *testing.T) {
	t.Parallel()

	s, config := serveTLS(t, false, &tls.Config{ClientAuth: tls.RequireAnyClientCert, MaxVersion: tls.VersionTLS12}, nil)
	client, fake := newClient(t, s.URL, func(c *gitlabapi.Config) { c.TLS = config })

	if err := read(t.Context(), client); err == nil || fake.Slept() > 0 {
		t.Errorf("got %v after %v", err, fake.Slept())
	}
}

// nginx accepts the handshake, and answers with a page.
func TestClientCertificateError_byPage(t *testing.T) {
	t.Parallel()

	const title = "400 No required SSL certificate was sent"

	page := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, "<html><head><title>"+title+"</title></head></html>")
	}

	for name, test := range map[string]struct {
		auth     tls.ClientAuthType
		handlers []http.HandlerFunc
		want     bool
	}{
		"requested":               {tls.RequestClientCert, []http.HandlerFunc{page, page}, true},
		"not requested":           {tls.NoClientCert, []http.HandlerFunc{page, page}, false},
		"requested, but optional": {tls.RequestClientCert, []http.HandlerFunc{reply(200, `{"id":1,"runner_type":"instance_type"}`), page}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s, config := serveTLS(t, true, &tls.Config{ClientAuth: test.auth}, inOrder(test.handlers...))
			client, _ := newClient(t, s.URL, func(c *gitlabapi.Config) { c.TLS = config })

			_ = read(t.Context(), client)

			var (
				refused *gitlabapi.ClientCertificateError
				foreign *gitlabapi.ForeignAnswerError
			)

			err := create(t.Context(), client)
			if errors.As(err, &refused) != test.want || !errors.As(err, &foreign) || !strings.Contains(err.Error(), title) || gitlabapi.MayHaveActed(err) {
				t.Errorf("got %v (%v)", err, errors.Unwrap(err))
			}
		})
	}
}

// A connection that breaks later is not about the client certificate.
func TestClientCertificateError_onlyBeforeTheFirstAnswer(t *testing.T) {
	t.Parallel()

	s, config := serveTLS(t, false, &tls.Config{ClientAuth: tls.RequestClientCert}, inOrder(reply(200, `{"id":1,"runner_type":"instance_type"}`), drop))
	client, _ := newClient(t, s.URL, func(c *gitlabapi.Config) { c.Retries, c.TLS = 0, config })

	if err := read(t.Context(), client); err != nil {
		t.Fatal(err)
	}

	var refused *gitlabapi.ClientCertificateError
	if err := create(t.Context(), client); errors.As(err, &refused) || !gitlabapi.MayHaveActed(err) {
		t.Errorf("got %v", err)
	}
}

func TestHandshakeError(t *testing.T) {
	t.Parallel()

	s, config := serveTLS(t, false, &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, nil)
	client, fake := newClient(t, s.URL, func(c *gitlabapi.Config) { c.TLS = config })

	var handshake *gitlabapi.HandshakeError
	if err := create(t.Context(), client); !errors.As(err, &handshake) || gitlabapi.MayHaveActed(err) || fake.Slept() > 0 {
		t.Errorf("got %v after %v", err, fake.Slept())
	}
}

func TestIsUnknownEndpoint(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		answer http.HandlerFunc
		want   bool
	}{
		"unknown endpoint": {reply(404, `{"error":"404 Not Found"}`), true},
		"unknown object":   {reply(404, `{"message":"404 Group Not Found"}`), false},
		"page":             {func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }, false},
		"another status":   {reply(405, `{"error":"405 Not Allowed"}`), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			client, _ := serve(t, test.answer).client(t)

			if err := create(t.Context(), client); gitlabapi.IsUnknownEndpoint(err) != test.want || gitlabapi.MayHaveActed(err) {
				t.Errorf("IsUnknownEndpoint(%v) = %v", err, !test.want)
			}
		})
	}
}
