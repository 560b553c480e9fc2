package gitlabapi_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

const maxAge = time.Minute

// cacheFixture is a cache whose requests end when the test answers them, also
// after they are cancelled.
type cacheFixture struct {
	*gitlabapi.Cache

	t     *testing.T
	clock *clock.Fake
	// end ends the requests that a test leaves in flight.
	end chan struct{}

	mu       sync.Mutex
	requests []*cacheRequest
}

// cacheRequest is a request in flight.
type cacheRequest struct {
	ctx    context.Context
	answer chan error
}

// cacheReader is a reader, and the result that it got.
type cacheReader struct {
	done chan struct{}
	text string
	err  error
}

func newCacheFixture(t *testing.T) *cacheFixture {
	t.Helper()

	f := &cacheFixture{t: t, clock: clock.NewFake(start), end: make(chan struct{})}
	f.Cache = gitlabapi.NewCache(f.clock, maxAge, func(ctx context.Context, key int) (string, error) {
		f.mu.Lock()
		request := &cacheRequest{ctx, make(chan error, 1)}
		f.requests = append(f.requests, request)
		number := len(f.requests)
		f.mu.Unlock()

		select {
		case err := <-request.answer:
			return fmt.Sprintf("%d by request %d", key, number), err
		case <-f.end:
			return "", errors.New("the test has ended")
		}
	})

	return f
}

// read reads key 7 in the background.
func (f *cacheFixture) read(ctx context.Context) *cacheReader {
	reader := &cacheReader{done: make(chan struct{})}

	go func() {
		reader.text, reader.err = f.Get(ctx, 7)
		close(reader.done)
	}()
	synctest.Wait()

	return reader
}

// answer ends the latest request, which has this number.
func (f *cacheFixture) answer(number int, err error) {
	f.t.Helper()
	f.wantRequests(number)
	f.answerLate(number, err)
}

// answerLate ends a request that need not be the latest.
func (f *cacheFixture) answerLate(number int, err error) {
	f.requests[number-1].answer <- err
	synctest.Wait()
}

// wantRequests checks the number of requests so far.
func (f *cacheFixture) wantRequests(want int) {
	f.t.Helper()

	if len(f.requests) != want {
		f.t.Fatalf("%d requests were sent, want %d", len(f.requests), want)
	}
}

// wantCancelled checks whether a request is cancelled.
func (f *cacheFixture) wantCancelled(number int, want bool) {
	f.t.Helper()

	if got := f.requests[number-1].ctx.Err() != nil; got != want {
		f.t.Errorf("request %d is cancelled: %v, want %v", number, got, want)
	}
}

// wantResult checks the value or error that a reader got, "" for none yet.
func (f *cacheFixture) wantResult(reader *cacheReader, want string) {
	f.t.Helper()

	got := ""

	select {
	case <-reader.done:
		if got = reader.text; reader.err != nil {
			got = reader.err.Error()
		}
	default:
	}

	if got != want {
		f.t.Errorf("got %q, want %q", got, want)
	}
}
