package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRun_invalidFlags(t *testing.T) {
	t.Parallel()

	for _, tc := range []struct {
		arguments, says string
	}{
		{"-listen 0.0.0.0:0", `-listen: "0.0.0.0" is not a loopback address`},
		{"-listen 192.0.2.1:80", `-listen: "192.0.2.1" is not a loopback address`},
		{"-listen :8929", `-listen: "" is not a loopback address`},
		{"-listen example.com:80", `-listen: "example.com" is not a loopback address`},
		{"-listen 127.0.0.1", "-listen: address 127.0.0.1: missing port in address"},
		{"-listen 127.0.0.1:http", `-listen: "http" is not a port`},
		{"-listen 127.0.0.1:99999", `-listen: "99999" is not a port`},
		{"-root-token=", "-root-token: must not be empty"},
		{"-gitlab-version 15.0", `-gitlab-version: unknown GitLab version "15.0": use one from 16.0`},
		{"-seed big", `-seed: "big" is neither none nor demo`},
		{"-latency -1s", "-latency: -1s is negative"},
		{"-latency soon", `invalid value "soon" for flag -latency`},
		{"-rate-limit 100", `-rate-limit: "100" is invalid; write requests and their time, such as 2000/60s`},
		{"-rate-limit 0/60s", `-rate-limit: "0/60s" is invalid`},
		{"-rate-limit 10/-1s", `-rate-limit: "10/-1s" is invalid`},
		{"-nonsense", "flag provided but not defined: -nonsense; gitlabsim -help lists the flags"},
		{"serve", `unexpected argument "serve"`},
	} {
		t.Run(tc.arguments, func(t *testing.T) {
			t.Parallel()

			var stdout, stderr bytes.Buffer

			if code := run(t.Context(), strings.Fields(tc.arguments), &stdout, &stderr); code != 2 {
				t.Errorf("the exit code is %d, want 2", code)
			}

			if stdout.Len() > 0 || !strings.Contains(stderr.String(), "gitlabsim: "+tc.says) {
				t.Errorf("printed %q and %q, want %q", stdout.String(), stderr.String(), tc.says)
			}
		})
	}
}

func TestRun_severalInvalidFlags(t *testing.T) {
	t.Parallel()

	var stderr bytes.Buffer

	run(t.Context(), []string{"-seed", "big", "-listen", "0.0.0.0:1"}, io.Discard, &stderr)

	for _, part := range []string{"-seed:", "-listen:"} {
		if !strings.Contains(stderr.String(), part) {
			t.Errorf("%q does not name %s", stderr.String(), part)
		}
	}
}

func TestRun_help(t *testing.T) {
	t.Parallel()

	var stderr bytes.Buffer

	code := run(t.Context(), []string{"-h"}, io.Discard, &stderr)
	for _, part := range []string{"like GitLab's Runners API", "gitlabsim -seed demo", "-gitlab-version"} {
		if code != 0 || !strings.Contains(stderr.String(), part) {
			t.Errorf("the exit code is %d after %q, which should have %q", code, stderr.String(), part)
		}
	}
}

func TestServe_loopbackByDefault(t *testing.T) {
	t.Parallel()

	settings, err := parseFlags(nil, io.Discard)
	if err != nil || settings.listen != "127.0.0.1:8929" {
		t.Errorf("listens on %q (%v)", settings.listen, err)
	}
}

func TestServe_boundedHeaders(t *testing.T) {
	t.Parallel()

	url, _ := start(t, "-listen", "127.0.0.1:0")

	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/api/v4/user", nil)
	if err != nil {
		t.Fatal(err)
	}

	r.Header.Set("Private-Token", strings.Repeat("x", 128<<10))

	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}

	defer func() { _ = response.Body.Close() }()

	if response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("answered with %s, want 431", response.Status)
	}
}

// A request in flight when the signal arrives is answered.
func TestServe_finishesRequests(t *testing.T) {
	t.Parallel()

	url, stop := start(t, "-listen", "127.0.0.1:0")
	address := strings.TrimPrefix(url, "http://")

	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}

	defer func() { _ = conn.Close() }()

	const body = `{"runner_type":"instance_type"}`

	_, err = fmt.Fprintf(conn, "POST /api/v4/user/runners HTTP/1.1\r\nHost: gitlab.test\r\nPrivate-Token: glpat-root\r\n"+
		"Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n", len(body))
	if err != nil {
		t.Fatal(err)
	}

	reader := bufio.NewReader(conn)

	// The emulator has begun to read the body when it asks for it.
	if line, err := reader.ReadString('\n'); err != nil || !strings.HasPrefix(line, "HTTP/1.1 100 ") {
		t.Fatalf("answered with %q (%v), want 100 Continue", line, err)
	}

	ended := make(chan int, 1)
	go func() { ended <- stop() }()

	// From now on no connection is accepted.
	for {
		another, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
		if err != nil {
			break
		}

		_ = another.Close()
	}

	if _, err := io.WriteString(conn, body); err != nil {
		t.Fatal(err)
	}

	if _, err := reader.ReadString('\n'); err != nil { // the empty line after 100 Continue
		t.Fatal(err)
	}

	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}

	defer func() { _ = response.Body.Close() }()

	if code := <-ended; response.StatusCode != http.StatusCreated || code != 0 {
		t.Errorf("answered with %s, then ended with %d", response.Status, code)
	}
}

func TestServe_portInUse(t *testing.T) {
	t.Parallel()

	url, _ := start(t, "-listen", "127.0.0.1:0")

	var stderr bytes.Buffer

	code := run(t.Context(), []string{"-listen", strings.TrimPrefix(url, "http://")}, io.Discard, &stderr)
	if code != 1 || !strings.Contains(stderr.String(), "address already in use; set another address with -listen") {
		t.Errorf("the exit code is %d after %q", code, stderr.String())
	}
}

func TestServe_basic(t *testing.T) {
	t.Parallel()

	url, stop := start(t, "-listen", "localhost:0", "-root-token", "glpat-mine", "-gitlab-version", "17.0", "-seed", "demo",
		"-rate-limit", "5/1h", "-latency", "1ms", "-admin-mode")

	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/api/v4/version", nil)
	if err != nil {
		t.Fatal(err)
	}

	r.Header.Set("Private-Token", "glpat-mine")

	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}

	defer func() { _ = response.Body.Close() }()

	body, err := io.ReadAll(response.Body)
	if err != nil || !strings.Contains(string(body), `"version":"17.0.0-ee"`) || response.Header.Get("RateLimit-Remaining") != "4" {
		t.Errorf("answered %s (%v) with %v", body, err, response.Header)
	}

	if code := stop(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}
}

func TestFixedRegistrationToken(t *testing.T) {
	t.Parallel()

	url, _ := start(t, "-listen", "127.0.0.1:0", "-gitlab-version", "16.11", "-registration-token", "shared")

	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/api/v4/runners?token=shared", nil)
	if err != nil {
		t.Fatal(err)
	}

	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}

	defer func() { _ = response.Body.Close() }()

	if response.StatusCode != http.StatusCreated {
		t.Errorf("answered with %d, want 201", response.StatusCode)
	}
}

var client = &http.Client{Transport: new(http.Transport)}

// start runs the command until the test or the returned function ends it.
func start(t testing.TB, arguments ...string) (url string, stop func() int) {
	t.Helper()

	ctx, cancel := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	ended := make(chan int, 1)

	go func() {
		ended <- run(ctx, arguments, writer, io.Discard)

		_ = writer.Close()
	}()

	lines := bufio.NewScanner(reader)
	if !lines.Scan() {
		t.Fatalf("no line: %v", lines.Err())
	}

	url, found := strings.CutPrefix(lines.Text(), "listening on ")
	if !found || !strings.HasPrefix(url, "http://127.0.0.1:") {
		t.Fatalf("the line is %q", lines.Text())
	}

	stop = func() int {
		cancel()

		select {
		case code := <-ended:
			ended <- code

			return code
		case <-time.After(time.Minute):
			t.Error("it does not end")

			return -1
		}
	}

	t.Cleanup(func() {
		stop()

		if lines.Scan() {
			t.Errorf("a second line: %q", lines.Text())
		}
	})

	return url, stop
}
