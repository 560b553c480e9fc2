package gitlabapi_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// sending is a request that was sent, and when since the beginning.
type sending struct {
	request string // as "GET /runners/1"
	at      time.Duration
}

// virtual is a network in the time of a synctest bubble, in which hours pass at
// once. It ends in a handler and keeps what was sent when.
type virtual struct {
	handler http.Handler
	begin   time.Time
	answers sync.WaitGroup

	mu   sync.Mutex
	sent []sending
}

// inVirtualTime runs a test in a bubble, with a client whose network ends in
// the handler. What the handler sleeps, the request takes.
func inVirtualTime(t *testing.T, handler http.HandlerFunc, test func(*testing.T, *virtual, *gitlabapi.Client)) {
	t.Helper()

	synctest.Test(t, func(t *testing.T) {
		v := &virtual{handler: handler, begin: time.Now()}

		base, err := gitlabapi.ParseBaseURL("https://gitlab.example.com")
		if err != nil {
			t.Fatal(err)
		}

		config := gitlabapi.Config{
			BaseURL: base, Token: token, Retries: 3, RequestTimeout: time.Minute, MaxConcurrentRequests: 4, Clock: clock.System{},
		}

		client, err := gitlabapi.NewOver(config, v)
		if err != nil {
			t.Fatal(err)
		}

		test(t, v, client)
		v.answers.Wait() // those that nobody waited for
	})
}

// RoundTrip implements [http.RoundTripper].
func (v *virtual) RoundTrip(request *http.Request) (*http.Response, error) {
	v.mu.Lock()
	v.sent = append(v.sent, sending{request: request.Method + " " + strings.TrimPrefix(request.URL.Path, "/api/v4"), at: time.Since(v.begin)})
	v.mu.Unlock()

	httptrace.ContextClientTrace(request.Context()).WroteHeaders()

	recorder := httptest.NewRecorder()
	answered := make(chan struct{})

	v.answers.Go(func() {
		defer close(answered)

		v.handler.ServeHTTP(recorder, request)
	})

	select {
	case <-answered:
		return recorder.Result(), nil
	case <-request.Context().Done():
		return nil, request.Context().Err()
	}
}

// times are when a request was sent, to the second.
func (v *virtual) times(request string) []int {
	var times []int

	for _, s := range v.sent {
		if s.request == request {
			times = append(times, int(s.at.Round(time.Second).Seconds()))
		}
	}

	return times
}

// inOrder answers with handlers in order, the last one again and again.
func inOrder(handlers ...http.HandlerFunc) http.HandlerFunc {
	var (
		mu   sync.Mutex
		next int
	)

	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		handler := handlers[min(next, len(handlers)-1)]
		next++
		mu.Unlock()

		handler(w, r)
	}
}

// tooMany refuses as GitLab does before its application, with headers in pairs.
func tooMany(headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Date", time.Now().UTC().Format(http.TimeFormat))

		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}

		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte("Retry later\n"))
	}
}

// tooManyHere refuses for a minute, as GitLab's application does for one of its
// endpoints.
func tooManyHere(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "60")
	reply(429, `{"message":{"error":"This endpoint has been requested too many times. Try again later."}}`)(w, r)
}
