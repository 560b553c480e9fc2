package gitlabapi_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

func TestProxyError(t *testing.T) {
	t.Parallel()

	// A port in use, so that no other process can listen on it.
	s := serve(t, reply(200, `{}`))

	taken, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}

	defer func() { _ = taken.Close() }()

	refuses := func(status int) string {
		return listen(t, fmt.Sprintf("HTTP/1.1 %d %s\r\nContent-Length: 0\r\n\r\n", status, http.StatusText(status)))
	}

	for name, test := range map[string]struct {
		proxy  string
		target string
		status int
		says   string
		slept  bool
	}{
		"unreachable":             {taken.LocalAddr().String(), "https://gitlab.example.com", 0, "proxyconnect", true},
		"unreachable, plain HTTP": {taken.LocalAddr().String(), "http://gitlab.example.com", 0, "proxyconnect", true},
		"no login":                {refuses(407), "https://gitlab.example.com", 407, "answered 407 Proxy Authentication Required", false},
		"no login, plain HTTP":    {refuses(407), "http://gitlab.example.com", 407, "an empty answer", false},
		"refuses":                 {refuses(403), "https://gitlab.example.com", 403, "answered 403 Forbidden", false},
		"cannot reach the server": {refuses(502), "https://gitlab.example.com", 502, "answered 502 Bad Gateway", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			fake := clock.NewFake(start)

			base, err := gitlabapi.ParseBaseURL(test.target)
			if err != nil {
				t.Fatal(err)
			}

			client, err := gitlabapi.NewThroughProxy(gitlabapi.Config{
				BaseURL: base, Token: token, Retries: 1, RequestTimeout: time.Minute, MaxConcurrentRequests: 1, Clock: fake,
			}, &url.URL{Scheme: "http", Host: test.proxy, User: url.UserPassword("user", accessSecret)})
			if err != nil {
				t.Fatal(err)
			}

			var proxy *gitlabapi.ProxyError

			err = create(t.Context(), client)
			if !errors.As(err, &proxy) || proxy.Status != test.status || gitlabapi.MayHaveActed(err) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %q", err, test.says)
			}

			if slept := fake.Slept() > 0; slept != test.slept {
				t.Errorf("waited %v", fake.Slept())
			}

			checkErrorText(t, err, "")
		})
	}
}
