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

// Success that is none: nothing was done, or nothing is known.
func TestSuccessesThatAreNone(t *testing.T) {
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
		"no list of managers":            {managers, reply(200, `null`), "it lacks a list"},
		"no list of jobs":                {jobs, reply(200, `null`), "it lacks a list"},
		"another runner":                 {read, reply(200, `{"id":2,"runner_type":"instance_type"}`), "it is about runner 2"},
		"two answers in one":             {read, reply(200, `{"id":1,"runner_type":"instance_type"}{"id":2}`), "cannot be read"},
		"a time that is none":            {read, reply(200, `{"id":1,"runner_type":"instance_type","created_at":"yesterday"}`), "a time in it is none"},
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

// What is no HTTP, or wrong in its headers, is repeated by Go's client in its
// errors: bounded, printable and without a secret all the same.
func TestAnswersThatAreNoHTTP(t *testing.T) {
	t.Parallel()

	long := strings.Repeat(`\x1b[31m`+accessSecret+"\x1b[0m", 1000)

	for name, answer := range map[string]string{
		"no HTTP at all":    accessSecret + "\x00" + long + "\r\n\r\n",
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

			client, _ := newClient(t, "http://"+speak(t, answer), func(c *gitlabapi.Config) { c.Token, c.Retries = accessSecret, 0 })

			err := read(t.Context(), client)
			if err == nil {
				t.Fatal("that was taken for an answer")
			}

			judgeWords(t, err, "")
		})
	}
}

// speak says one thing to everybody who connects.
func speak(t *testing.T, what string) (address string) {
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
				_, _ = io.WriteString(connection, what)
			}()
		}
	}()

	return listener.Addr().String()
}

// An answer without an end is not read to its end.
func TestEndlessAnswer(t *testing.T) {
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

// Answers that are small to send and long to read: of one of them, a hundred
// kilobytes, a text was once made for an hour.
func TestAnswersThatKeepTheirReaderBusy(t *testing.T) {
	t.Parallel()

	name, word := strings.Repeat("n", 1<<16), strings.Repeat("word ", 1<<18)

	for what, body := range map[string]string{
		"complaints about a long name": `{"message":{"` + name + `":[` + strings.Repeat("1,", 1<<14) + `1]}}`,
		"complaints about anything":    `{"message":{"a":1` + strings.Repeat(`,"`+name[:100]+`":1`, 1<<14) + `}}`,
		"objects in one another":       `{"message":` + strings.Repeat(`{"a":`, 9000) + `"` + word + `"` + strings.Repeat(`}`, 9000) + `}`,
		"lists in one another":         `{"error":` + strings.Repeat(`["`+name[:20]+`",`, 9000) + `"` + word + `"` + strings.Repeat(`]`, 9000) + `}`,
		"a long word":                  `{"message":"` + strings.ReplaceAll(word, " ", "") + `"}`,
		"a title without an end":       strings.Repeat("<title>gl-", 1<<17),
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()

			client := over(t, func(*http.Request) *http.Response {
				return response(http.StatusBadRequest, http.Header{"Content-Type": {"application/json"}}, body)
			})

			judgeWords(t, read(t.Context(), client), "")
		})
	}
}
