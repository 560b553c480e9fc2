package ratelimit_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

const (
	// bubbleEpoch is when every synctest bubble begins.
	bubbleEpoch = 946684800
	// noResponse is the status with which a handler breaks the connection.
	noResponse = 599
)

// errRefused is the error of a request whose retries are used up.
var errRefused = errors.New("429 Too Many Requests")

// attempt is an attempt that was sent, and when since the beginning.
type attempt struct {
	request string
	at      time.Duration
	status  int
}

// network sends requests through a limiter to a handler, in the fake time of a
// synctest bubble.
type network struct {
	limiter *ratelimit.Limiter
	handler http.Handler
	begin   time.Time

	background sync.WaitGroup

	mu       sync.Mutex
	sent     []attempt
	inFlight int
	most     int // in flight at once
}

// inFakeTime runs a test in a bubble. The time that the handler sleeps is the
// time that a request takes.
func inFakeTime(t *testing.T, slots, retries int, handler http.HandlerFunc, test func(*testing.T, *network)) {
	t.Helper()

	synctest.Test(t, func(t *testing.T) {
		n := &network{limiter: ratelimit.New(clock.System{}, slots, retries), handler: handler, begin: time.Now()}
		test(t, n)
		n.background.Wait()
	})
}

// do sends a request, as often as the limiter allows after a 429 and after a
// broken connection. Its first word is the endpoint; "verify" is anonymous.
func (n *network) do(ctx context.Context, request string) error {
	endpoint, _, _ := strings.Cut(request, " ")
	r := &ratelimit.Request{Endpoint: endpoint, Anonymous: endpoint == "verify"}

	for {
		if again, err := n.attempt(ctx, r, request); !again {
			return err
		}
	}
}

// start sends a request in the background, which must succeed, and returns once
// it waits.
func (n *network) start(t *testing.T, request string) {
	t.Helper()

	n.background.Go(func() {
		if err := n.do(t.Context(), request); err != nil {
			t.Errorf("%s: %v", request, err)
		}
	})
	synctest.Wait()
}

func (n *network) attempt(ctx context.Context, r *ratelimit.Request, request string) (again bool, err error) {
	if err := n.limiter.Admit(ctx, r); err != nil {
		return false, err
	}

	n.mu.Lock()
	n.inFlight++
	n.most = max(n.most, n.inFlight)
	number := len(n.sent)
	n.sent = append(n.sent, attempt{request: request, at: time.Since(n.begin)})
	n.mu.Unlock()

	recorder := httptest.NewRecorder()
	n.handler.ServeHTTP(recorder, httptest.NewRequestWithContext(ctx, http.MethodGet, "/"+r.Endpoint, nil))

	n.mu.Lock()
	n.inFlight--
	n.sent[number].status = recorder.Code
	n.mu.Unlock()

	if recorder.Code == noResponse {
		_, err = n.limiter.Release(ctx, r, nil, nil)
		r.Failures++

		time.Sleep(ratelimit.Backoff(r.Failures))

		return true, err
	}

	response := &http.Response{StatusCode: recorder.Code, Header: recorder.Header()}

	again, err = n.limiter.Release(ctx, r, response, recorder.Body.Bytes())
	if !again && err == nil && recorder.Code == http.StatusTooManyRequests {
		err = errRefused
	}

	return again, err
}

// times are when a request was sent, in whole seconds.
func (n *network) times(request string) []int {
	var times []int

	for _, a := range n.sent {
		if a.request == request {
			times = append(times, int(a.at.Round(time.Second).Seconds()))
		}
	}

	return times
}

// refusals is the number of 429s.
func (n *network) refusals() int {
	count := 0

	for _, a := range n.sent {
		if a.status == http.StatusTooManyRequests {
			count++
		}
	}

	return count
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

// reply answers at once, without a word about rate limits.
func reply(http.ResponseWriter, *http.Request) {}

// ok answers after a second.
func ok(http.ResponseWriter, *http.Request) { time.Sleep(time.Second) }

func broken(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(noResponse) }

// refuse is a 429 of GitLab's general limits, with headers in pairs.
func refuse(headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Date", time.Now().UTC().Format(http.TimeFormat))

		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}

		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, "Retry later\n")
	}
}

// refuseEndpoint is a 429 of GitLab's application to one endpoint for a minute.
func refuseEndpoint(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Retry-After", "60")
	w.WriteHeader(http.StatusTooManyRequests)
	_, _ = io.WriteString(w, `{"message":{"error":"This endpoint has been requested too many times. Try again later."}}`)
}

// budget answers with so many requests left of a hundred, in a window that ends
// so many seconds after the beginning.
func budget(window, left int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", time.Now().UTC().Format(http.TimeFormat))
		w.Header().Set("RateLimit-Name", "throttle_authenticated_api")
		w.Header().Set("RateLimit-Observed", strconv.Itoa(100-left))
		w.Header().Set("RateLimit-Remaining", strconv.Itoa(left))
		w.Header().Set("RateLimit-Reset", strconv.Itoa(bubbleEpoch+window))
	}
}

// late answers as GitLab would now, but the response arrives later.
func late(by time.Duration, handler http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		recorder := httptest.NewRecorder()
		handler(recorder, r)
		time.Sleep(by)
		copyTo(w, recorder)
	}
}

func copyTo(w http.ResponseWriter, recorder *httptest.ResponseRecorder, without ...string) {
	for name := range recorder.Header() {
		w.Header().Set(name, recorder.Header().Get(name))
	}

	for _, name := range without {
		w.Header().Del(name)
	}

	w.WriteHeader(recorder.Code)
	_, _ = recorder.Body.WriteTo(w)
}
