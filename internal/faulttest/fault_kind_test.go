package faulttest_test

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
)

// faultProxy intercepts requests of the provider to GitLab.
type faultProxy struct {
	fault fault

	mu sync.Mutex
	// target selects the requests that fail; none while it is nil.
	target func(*http.Request) bool
	// left is the number of requests that are still to fail, and seen that of all
	// that target selects.
	left, seen int
	// expire ends the timeout of the request; cancel is an interrupt.
	expire, cancel func()
}

// arm makes the next requests fail, as many as times says.
func (m *faultProxy) arm(target func(*http.Request) bool, times int, expire, cancel func()) {
	m.mu.Lock()
	defer m.mu.Unlock()

	m.target, m.left, m.seen = target, times, 0
	m.expire, m.cancel = expire, cancel
}

// disarm returns the number of requests that target has selected.
func (m *faultProxy) disarm() int {
	m.mu.Lock()
	defer m.mu.Unlock()

	m.target, m.left = nil, 0

	return m.seen
}

// intercepts reports whether a request is to fail, and counts it.
func (m *faultProxy) intercepts(r *http.Request) bool {
	m.mu.Lock()
	defer m.mu.Unlock()

	if m.target == nil || !m.target(r) {
		return false
	}

	m.seen++

	if m.left == 0 {
		return false
	}

	m.left--

	return true
}

// between puts the faultProxy in front of the emulator.
func (m *faultProxy) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if m.intercepts(r) {
			m.fault.respond(w, r, sim, m)
		} else {
			sim.ServeHTTP(w, r)
		}
	})
}

// fault is a way for a request to fail.
type fault struct {
	name string
	// respond answers the request or not, and passes it to gitlab or not.
	respond func(w http.ResponseWriter, r *http.Request, gitlab http.Handler, m *faultProxy)
	// once says that the fault can happen a single time, because it ends the call.
	once bool
	// silent says that the provider gets no answer that says whether GitLab has
	// acted.
	silent bool
	// answers says that a write that must be finished is answered.
	answers bool
}

// mustFinish reports whether the provider finishes a request after an interrupt.
func mustFinish(r *http.Request) bool {
	return r.Method == http.MethodPost && !strings.HasSuffix(r.URL.Path, "/runners/verify")
}

// copyAnswer sends a recorded answer.
func copyAnswer(w http.ResponseWriter, answer *httptest.ResponseRecorder) {
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// refused answers instead of GitLab.
func refused(name string, status int, body string, header ...string) fault {
	return fault{name: name, respond: func(w http.ResponseWriter, _ *http.Request, _ http.Handler, _ *faultProxy) {
		w.Header().Set("Content-Type", "application/json")

		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}

		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}, silent: status >= http.StatusInternalServerError}
}

// corrupted passes the request to GitLab, and then corrupts its answer.
func corrupted(name string, corrupt func(w http.ResponseWriter, answer *httptest.ResponseRecorder)) fault {
	return fault{name: name, respond: func(w http.ResponseWriter, r *http.Request, gitlab http.Handler, _ *faultProxy) {
		corrupt(w, serve(r, gitlab))
	}, silent: true}
}

func serve(r *http.Request, gitlab http.Handler) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	gitlab.ServeHTTP(answer, r)

	return answer
}

// abort ends the connection without another byte.
func abort() { panic(http.ErrAbortHandler) }

// waitForDisconnect waits until the client has closed the connection. The server
// notices that only after it has read the request.
func waitForDisconnect(r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// faults are all ways for a request to fail. Those of a group look alike to the
// provider: it treats them by the same rule, whether it sends the request again, and
// what it then knows about the write.
func faults() [][]fault {
	own := func(text string) string { return `{"message":"` + text + `"}` }

	return [][]fault{
		{
			refused("429 with Retry-After", 429, "Retry later\n", "Retry-After", "30", "Content-Type", "text/plain"),
		},
		{
			refused("429 without Retry-After", 429, "Retry later\n", "Content-Type", "text/plain"),
		},
		{
			refused("401, the token has expired", 401, `{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization or token refresh."}`),
		},
		{
			refused("403", 403, own("403 Forbidden")),
		},
		{
			refused("404 of an unknown route", 404, `{"error":"404 Not Found"}`),
			refused("404 of a proxy", 404, "<html><body>no such site</body></html>", "Content-Type", "text/html"),
		},
		{
			refused("409", 409, own("409 Conflict")),
			refused("410", 410, own("410 Gone")),
			refused("412", 412, own("412 Precondition Failed")),
			refused("422", 422, own("422 Unprocessable Entity")),
		},
		{
			refused("500 before it acted", 500, own("500 Internal Server Error")),
			refused("502 of a proxy", 502, "<html><body>502 Bad Gateway</body></html>", "Content-Type", "text/html"),
			refused("503 with Retry-After", 503, "", "Retry-After", "10"),
			refused("504", 504, own("504 Gateway Timeout")),
		},
		{
			{name: "dropped before it acted", silent: true, respond: func(http.ResponseWriter, *http.Request, http.Handler, *faultProxy) { abort() }},
			{name: "slow before it acted", silent: true, respond: func(_ http.ResponseWriter, r *http.Request, _ http.Handler, m *faultProxy) {
				m.expire()
				waitForDisconnect(r)
			}},
		},
		{
			corrupted("502 after it acted", func(w http.ResponseWriter, _ *httptest.ResponseRecorder) {
				w.WriteHeader(http.StatusBadGateway)
			}),
			corrupted("dropped after it acted", func(http.ResponseWriter, *httptest.ResponseRecorder) { abort() }),
			{name: "slow after it acted", silent: true, respond: func(_ http.ResponseWriter, r *http.Request, gitlab http.Handler, m *faultProxy) {
				serve(r, gitlab)
				m.expire()
				waitForDisconnect(r)
			}},
		},
		{
			corrupted("answer cut in the middle", func(w http.ResponseWriter, answer *httptest.ResponseRecorder) {
				body := answer.Body.Bytes()
				w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
				w.Header().Set("Content-Length", strconv.Itoa(len(body)+1))
				w.WriteHeader(answer.Code)
				_, _ = w.Write(body[:len(body)/2])
				_ = http.NewResponseController(w).Flush()

				abort()
			}),
			corrupted("JSON cut in the middle", func(w http.ResponseWriter, answer *httptest.ResponseRecorder) {
				w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
				w.WriteHeader(answer.Code)
				_, _ = w.Write(answer.Body.Bytes()[:answer.Body.Len()/2])
			}),
			corrupted("empty body", func(w http.ResponseWriter, answer *httptest.ResponseRecorder) {
				w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
				w.WriteHeader(answer.Code)
			}),
			corrupted("page of HTML", func(w http.ResponseWriter, _ *httptest.ResponseRecorder) {
				w.Header().Set("Content-Type", "text/html")
				_, _ = w.Write([]byte("<html><head><title>Sign in</title></head></html>"))
			}),
			corrupted("wrong content type", func(w http.ResponseWriter, answer *httptest.ResponseRecorder) {
				w.Header().Set("Content-Type", "text/plain")
				w.WriteHeader(answer.Code)
				_, _ = bytes.NewReader(answer.Body.Bytes()).WriteTo(w)
			}),
		},
		{
			{name: "Ctrl-C before it acted", silent: true, once: true, respond: func(_ http.ResponseWriter, r *http.Request, _ http.Handler, m *faultProxy) {
				m.cancel()
				m.expire() // A write that must be finished ends with its timeout.
				waitForDisconnect(r)
			}},
		},
		{
			{name: "Ctrl-C after it acted", silent: true, once: true, respond: func(_ http.ResponseWriter, r *http.Request, gitlab http.Handler, m *faultProxy) {
				serve(r, gitlab)
				m.cancel()
				m.expire()
				waitForDisconnect(r)
			}},
		},
		{
			{name: "Ctrl-C while it waits for the answer", silent: true, once: true, answers: true, respond: func(
				w http.ResponseWriter, r *http.Request, gitlab http.Handler, m *faultProxy,
			) {
				answer := serve(r, gitlab)
				m.cancel()

				if !mustFinish(r) {
					waitForDisconnect(r)

					return
				}

				copyAnswer(w, answer)
			}},
		},
	}
}
