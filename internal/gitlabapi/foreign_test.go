package gitlabapi_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// A 200 is not always a success.
func TestAnswer_isNoSuccess(t *testing.T) {
	t.Parallel()

	login := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<title>Sign in</title>")
	}

	managers := func(ctx context.Context, c *gitlabapi.Client) error {
		_, err := c.RunnerManagers(ctx, 1)

		return err
	}
	jobs := func(ctx context.Context, c *gitlabapi.Client) error {
		_, err := all(c.RunnerJobs(ctx, 1, gitlabapi.JobsQuery{}))

		return err
	}

	for name, test := range map[string]struct {
		call   func(context.Context, *gitlabapi.Client) error
		answer http.HandlerFunc
		says   string
	}{
		"a login page for a delete":      {remove, login, "Sign in"},
		"an empty page for a delete":     {remove, func(http.ResponseWriter, *http.Request) {}, "an empty answer"},
		"a login page for an assignment": {func(ctx context.Context, c *gitlabapi.Client) error { return c.AssignRunner(ctx, 3, 7) }, login, "Sign in"},
		"null instead of managers":       {managers, reply(200, `null`), "it lacks a list"},
		"null instead of jobs":           {jobs, reply(200, `null`), "it lacks a list"},
		"another runner":                 {read, reply(200, `{"id":2,"runner_type":"instance_type"}`), "it is about runner 2"},
		"two answers in one":             {read, reply(200, `{"id":1,"runner_type":"instance_type"}{"id":2}`), "cannot be read"},
		"an invalid time":                {read, reply(200, `{"id":1,"runner_type":"instance_type","created_at":"yesterday"}`), "it contains an invalid time"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := serve(t, test.answer)
			client, _ := s.client(t)

			err := test.call(t.Context(), client)
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
}

// Errors of Go's client repeat parts of invalid answers. They are short, printable
// and without secrets nevertheless.
func TestAnswer_isNotHTTP(t *testing.T) {
	t.Parallel()

	long := strings.Repeat(`\x1b[31m`+accessSecret+"\x1b[0m", 1000)

	for name, answer := range map[string]string{
		"no HTTP":           accessSecret + "\x00" + long + "\r\n\r\n",
		"status":            "HTTP/1.1 2OO " + accessSecret + "\r\n\r\n",
		"status line":       "HTTP/1.1 " + long + "\r\n\r\n",
		"version":           "HTTP/" + accessSecret + " 200 OK\r\n\r\n",
		"header":            "HTTP/1.1 200 OK\r\n" + long + "\r\n\r\n",
		"length":            "HTTP/1.1 200 OK\r\nContent-Length: " + accessSecret + "\r\n\r\n",
		"transfer encoding": "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + accessSecret + "\r\n\r\n",
		"content encoding":  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
		"location":          "HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: http://" + accessSecret + ":x/\r\n\r\n",
		"request id":        "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\nX-Request-Id: " + accessSecret + long + "\r\n\r\n",
		"content type":      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Type: text/" + long + "\r\n\r\nx",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			client, _ := newClient(t, "http://"+listen(t, answer), func(c *gitlabapi.Config) { c.Token, c.Retries = accessSecret, 0 })

			err := read(t.Context(), client)
			if err == nil {
				t.Fatal("got no error")
			}

			checkErrorText(t, err, "")
		})
	}
}

// listen answers each connection with a text.
func listen(t *testing.T, text string) (address string) {
	t.Helper()

	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // It ends with the test, by its cleanup.
	if err != nil {
		t.Fatal(err)
	}

	t.Cleanup(func() { _ = listener.Close() })

	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}

			go func() {
				defer connection.Close()

				_, _ = connection.Read(make([]byte, 4096))
				_, _ = io.WriteString(connection, text)
			}()
		}
	}()

	return listener.Addr().String()
}

// An endless answer is an error.
func TestAnswer_isEndless(t *testing.T) {
	t.Parallel()

	var sent int64

	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")

		piece := []byte(strings.Repeat(" ", 1<<20))

		for range 1 << 10 {
			n, err := w.Write(piece)
			if sent += int64(n); err != nil {
				return
			}
		}
	})
	client, _ := s.client(t, func(c *gitlabapi.Config) { c.Retries = 0 })

	if err := read(t.Context(), client); err == nil || !strings.Contains(err.Error(), "larger than 32 MiB") {
		t.Errorf("got %v", err)
	}

	s.Close()

	if sent > 64<<20 {
		t.Errorf("%d MiB were read", sent>>20)
	}
}

// Answers that take long to process: one of a hundred kilobytes once took an hour.
func TestAnswer_isExpensive(t *testing.T) {
	t.Parallel()

	name, word := strings.Repeat("n", 1<<16), strings.Repeat("word ", 1<<18)

	for what, body := range map[string]string{
		"errors of a long name":  `{"message":{"` + name + `":[` + strings.Repeat("1,", 1<<14) + `1]}}`,
		"errors of many names":   `{"message":{"a":1` + strings.Repeat(`,"`+name[:100]+`":1`, 1<<14) + `}}`,
		"nested objects":         `{"message":` + strings.Repeat(`{"a":`, 9000) + `"` + word + `"` + strings.Repeat(`}`, 9000) + `}`,
		"nested lists":           `{"error":` + strings.Repeat(`["`+name[:20]+`",`, 9000) + `"` + word + `"` + strings.Repeat(`]`, 9000) + `}`,
		"a long word":            `{"message":"` + strings.ReplaceAll(word, " ", "") + `"}`,
		"a title without an end": strings.Repeat("<title>gl-", 1<<17),
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()

			client := over(t, func(*http.Request) *http.Response {
				return response(http.StatusBadRequest, http.Header{"Content-Type": {"application/json"}}, body)
			})

			checkErrorText(t, read(t.Context(), client), "")
		})
	}
}
