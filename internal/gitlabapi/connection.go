package gitlabapi

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"
)

// maxHeaders is the largest header that is read. GitLab's are a few kilobytes.
const maxHeaders = 1 << 20

// maxIdle is how long an unused connection is kept. nginx closes it after 65 s,
// load balancers often after 60 s. A create on a connection that the server is
// closing would fail without an answer that says whether GitLab acted on it.
const maxIdle = 50 * time.Second

// newConnections keeps as many connections as there are slots for requests, and
// opens no more.
func newConnections(config Config, certificate *clientCertificate) *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		OnProxyConnectResponse: checkProxy,
		DialContext:            certificate.dial,
		TLSClientConfig:        certificate.observe(config.TLS),
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           config.MaxConcurrentRequests,
		MaxIdleConnsPerHost:    config.MaxConcurrentRequests,
		MaxConnsPerHost:        config.MaxConcurrentRequests,
		MaxResponseHeaderBytes: maxHeaders,
		IdleConnTimeout:        maxIdle,
		TLSHandshakeTimeout:    10 * time.Second,
	}
}

// checkProxy turns a proxy's refusal to connect into an error with its status.
func checkProxy(_ context.Context, proxy *url.URL, _ *http.Request, response *http.Response) error {
	if response.StatusCode == http.StatusOK {
		return nil
	}

	return &ProxyError{Proxy: proxy.Host, Status: response.StatusCode}
}

// clientCertificate is what is known about client certificates: in TLS 1.3 a
// client learns only after its first request that the server requires one.
type clientCertificate struct {
	// configured says that the configuration has one.
	configured bool
	// requested says that the server requested one.
	requested atomic.Bool
	// accepted says that an answer has arrived, other than the 400 that nginx sends
	// instead of an alert.
	accepted atomic.Bool
}

func newClientCertificate(config Config) *clientCertificate {
	return &clientCertificate{configured: config.TLS != nil && len(config.TLS.Certificates) > 0}
}

// inDoubt reports whether the server may be refusing connections because of the
// client certificate, or because they have none.
func (c *clientCertificate) inDoubt() bool { return c.requested.Load() && !c.accepted.Load() }

// observe returns a TLS configuration that notes a request for a certificate.
func (c *clientCertificate) observe(config *tls.Config) *tls.Config {
	if config = config.Clone(); config == nil {
		config = &tls.Config{MinVersion: tls.VersionTLS12}
	}

	config.GetClientCertificate = func(request *tls.CertificateRequestInfo) (*tls.Certificate, error) {
		c.requested.Store(true)

		for i := range config.Certificates {
			if request.SupportsCertificate(&config.Certificates[i]) == nil {
				return &config.Certificates[i], nil
			}
		}

		return &tls.Certificate{}, nil // sends none
	}

	return config
}

func (c *clientCertificate) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}

	return alertConn{conn, c}, nil
}

// alertConn keeps the TLS alert of a server that requires a client certificate. A
// write may fail because the server has closed the connection before the client
// has read the alert. Package net/http then reports the failed write. This
// connection ignores it, so that the following read reports the alert.
//
// See https://github.com/golang/go/issues/76671: it can go when that is fixed.
type alertConn struct {
	net.Conn

	certificate *clientCertificate
}

func (c alertConn) Write(data []byte) (int, error) {
	n, err := c.Conn.Write(data)
	if err != nil && c.certificate.inDoubt() {
		return len(data), nil
	}

	return n, err
}
