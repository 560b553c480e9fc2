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

// attempt is an attempt that was sent, and when since the beginning.
type attempt struct {
	request string // as "GET /runners/1"
	at      time.Duration
}

// fakeNetwork sends requests to a handler, in the fake time of a synctest bubble.
type fakeNetwork struct {
	handler http.Handler
	begin   time.Time
	answers sync.WaitGroup

	mu   sync.Mutex
	sent []attempt
}

// inFakeTime runs a test in a bubble, with a client whose requests the handler
// answers. The time that the handler sleeps is the time that a request takes.
func inFakeTime(t *testing.T, handler http.HandlerFunc, test func(*testing.T, *fakeNetwork, *gitlabapi.Client)) {
	t.Helper()

	synctest.Test(t, func(t *testing.T) {
		n := &fakeNetwork{handler: handler, begin: time.Now()}

		base, err := gitlabapi.ParseBaseURL("https://gitlab.example.com")
		if err != nil {
			t.Fatal(err)
		}

		config := gitlabapi.Config{
			BaseURL: base, Token: token, Retries: 3, RequestTimeout: time.Minute, MaxConcurrentRequests: 4, Clock: clock.System{},
		}

		client, err := gitlabapi.NewOver(config, n)
		if err != nil {
			t.Fatal(err)
		}

		test(t, n, client)
		n.answers.Wait() // also of cancelled requests
	})
}

func (n *fakeNetwork) RoundTrip(request *http.Request) (*http.Response, error) {
	n.mu.Lock()
	n.sent = append(n.sent, attempt{request: request.Method + " " + strings.TrimPrefix(request.URL.Path, "/api/v4"), at: time.Since(n.begin)})
	n.mu.Unlock()

	httptrace.ContextClientTrace(request.Context()).WroteHeaders()

	recorder := httptest.NewRecorder()
	answered := make(chan struct{})

	n.answers.Go(func() {
		defer close(answered)

		n.handler.ServeHTTP(recorder, request)
	})

	select {
	case <-answered:
		return recorder.Result(), nil
	case <-request.Context().Done():
		return nil, request.Context().Err()
	}
}

// times are when a request was sent, in whole seconds.
func (n *fakeNetwork) times(request string) []int {
	var times []int

	for _, s := range n.sent {
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

// refuse is a 429 of GitLab's general limits, with headers in pairs.
func refuse(headers ...string) http.HandlerFunc {
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

// refuseEndpoint is a 429 of GitLab's application to one endpoint for a minute.
func refuseEndpoint(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "60")
	reply(429, `{"message":{"error":"This endpoint has been requested too many times. Try again later."}}`)(w, r)
}
