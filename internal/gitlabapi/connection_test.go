package gitlabapi_test

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// A thousand requests of more callers than slots use no more connections than
// there are slots, with each protocol. Each request leaves its connection to the
// next one.
func TestClient_keepsConnections(t *testing.T) {
	t.Parallel()

	const slots, requests = 20, 1000

	for name, test := range map[string]struct {
		start func(*httptest.Server)
		proto string
	}{
		"HTTP/1.1":          {(*httptest.Server).Start, "HTTP/1.1"},
		"HTTP/1.1 over TLS": {(*httptest.Server).StartTLS, "HTTP/1.1"},
		"HTTP/2":            {func(s *httptest.Server) { s.EnableHTTP2 = true; s.StartTLS() }, "HTTP/2.0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			var opened, otherwise, left atomic.Int64

			s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Proto != test.proto {
					otherwise.Add(1)
				}

				reply(200, `{"id":1,"runner_type":"instance_type"}`)(w, r)
			}))
			s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
				if state == http.StateNew {
					opened.Add(1)
				}
			}

			test.start(s)
			t.Cleanup(s.Close)

			client, _ := newClient(t, s.URL, func(c *gitlabapi.Config) {
				c.MaxConcurrentRequests = slots

				if s.TLS != nil {
					c.TLS = &tls.Config{RootCAs: x509.NewCertPool(), MinVersion: tls.VersionTLS12}
					c.TLS.RootCAs.AddCert(s.Certificate())
				}
			})

			work := make(chan int, requests)
			for i := range requests {
				work <- i
			}

			close(work)

			ctx := t.Context()

			if test.proto == "HTTP/1.1" {
				ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
					GotConn: func(httptrace.GotConnInfo) { left.Add(1) },
					PutIdleConn: func(err error) {
						if err == nil {
							left.Add(-1)
						}
					},
				})
			}

			var callers sync.WaitGroup

			for range 2 * slots {
				callers.Go(func() {
					for range work {
						if err := read(ctx, client); err != nil {
							t.Error(err)
						}
					}
				})
			}

			callers.Wait()
			t.Logf("%d connections for %d requests, %d of which were left", opened.Load(), requests, left.Load())

			// On a busy machine Go closes a connection if the answer arrives 50 ms
			// before the write of the request is noticed.
			if left.Load() > requests/100 {
				t.Errorf("%d connections were left after one request", left.Load())
			}

			if opened.Load() > slots+left.Load() {
				t.Errorf("%d connections were opened for %d slots, and %d were left", opened.Load(), slots, left.Load())
			}

			if otherwise.Load() > 0 {
				t.Errorf("%d requests were not %s", otherwise.Load(), test.proto)
			}
		})
	}
}
