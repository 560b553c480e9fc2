package gitlabapi

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// NewOver is New with another network.
func NewOver(config Config, network http.RoundTripper) (*Client, error) {
	return newClient(config, network, newClientCertificate(config))
}

// NewThroughProxy is New with a proxy.
func NewThroughProxy(config Config, proxy *url.URL) (*Client, error) {
	certificate := newClientCertificate(config)
	connections := newConnections(config, certificate)
	connections.Proxy = http.ProxyURL(proxy)

	return newClient(config, connections, certificate)
}

// CertificateDoubt is what a client knows about client certificates.
type CertificateDoubt struct{ Requested, Accepted bool }

func (d CertificateDoubt) certificate() *clientCertificate {
	var c clientCertificate

	c.requested.Store(d.Requested)
	c.accepted.Store(d.Accepted)

	return &c
}

// Classify gives an error of the network its type.
func (d CertificateDoubt) Classify(err error, connected bool) error {
	return d.certificate().classify(err, connected)
}

// Conn returns a connection that keeps the TLS alert of the server.
func (d CertificateDoubt) Conn(conn net.Conn) net.Conn { return alertConn{conn, d.certificate()} }

// MaxCached is the maximum number of results that a cache keeps.
const MaxCached = maxCached

// Cache is the type behind [Client.SharedRunner], with other types.
type Cache = cache[int, string]

// NewCache returns a cache of the results of read.
func NewCache(clock clock.Clock, maxAge time.Duration, read func(context.Context, int) (string, error)) *Cache {
	return newCache(clock, maxAge, read)
}

// Get reads a key, or returns its cached result.
func (c *cache[K, V]) Get(ctx context.Context, key K) (V, error) { return c.get(ctx, key) }

// Forget drops the cached result of a key.
func (c *cache[K, V]) Forget(key K) { c.forget(key) }
