package gitlabapi_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

func create(ctx context.Context, client *gitlabapi.Client) error {
	_, err := client.CreateRunner(ctx, gitlabapi.CreateRunner{RunnerType: gitlabapi.InstanceType})

	return err
}

func read(ctx context.Context, client *gitlabapi.Client) error {
	_, err := client.Runner(ctx, 1)

	return err
}

func remove(ctx context.Context, client *gitlabapi.Client) error {
	return client.DeleteRunner(ctx, 1)
}

// A create is only sent again if GitLab certainly did not act on it.
func TestRetry(t *testing.T) {
	t.Parallel()

	retryAfter := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "17")
		reply(429, `{"message":{"error":"This endpoint has been requested too many times."}}`)(w, r)
	}

	for name, test := range map[string]struct {
		call         func(context.Context, *gitlabapi.Client) error
		first        http.HandlerFunc
		sent         int
		mayHaveActed bool
	}{
		"read after 500":          {read, reply(500, `{"message":"500 Internal Server Error"}`), 2, false},
		"read after 502":          {read, reply(502, `<html><title>Bad gateway</title></html>`), 2, false},
		"read after 503":          {read, reply(503, ``), 2, false},
		"read after a drop":       {read, drop, 2, false},
		"read after a cut answer": {read, cut, 2, false},
		"read after 429":          {read, retryAfter, 2, false},
		"read after 404":          {read, reply(404, `{"message":"404 Not found"}`), 1, false},
		"read after 501":          {read, reply(501, `{"message":"no"}`), 1, true},
		"delete after 502":        {remove, reply(502, ``), 2, false},
		"delete after a drop":     {remove, drop, 2, false},
		"create after 429":        {create, retryAfter, 2, false},
		"create after 403":        {create, reply(403, `{"message":"403 Forbidden"}`), 1, false},
		"create after 500":        {create, reply(500, `{"message":"500 Internal Server Error"}`), 1, true},
		"create after 502":        {create, reply(502, `<html></html>`), 1, true},
		"create after a drop":     {create, drop, 1, true},
		"create after a cut":      {create, cut, 1, true},
		"create, unreadable":      {create, reply(201, `{"id":"one"}`), 1, true},
		"read, without members":   {read, reply(200, `{}`), 1, true},
		"create, without a token": {create, reply(201, `{"id":1}`), 1, true},
		"create, without an id":   {create, reply(201, `{"token":"glrt-x"}`), 1, true},
		"create, a page instead":  {create, reply(201, ``), 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			success := reply(200, `{"id":1,"runner_type":"instance_type","token":"glrt-x"}`)
			s := serve(t, test.first, success)
			client, _ := s.client(t)

			err := test.call(t.Context(), client)

			if s.count() != test.sent {
				t.Errorf("sent %d times, want %d (%v)", s.count(), test.sent, err)
			}

			if (err == nil) != (test.sent == 2) {
				t.Errorf("the call returned %v", err)
			}

			if gitlabapi.MayHaveActed(err) != test.mayHaveActed {
				t.Errorf("MayHaveActed(%v) = %v", err, !test.mayHaveActed)
			}
		})
	}
}

func TestRetry_isBounded(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(503, `{"message":"503 Service Unavailable"}`))
	client, fake := s.client(t)

	err := read(t.Context(), client)

	var failure *gitlabapi.Error
	if !errors.As(err, &failure) || failure.Status != 503 || failure.Attempts != 4 {
		t.Errorf("got %#v, want a 503 after 4 attempts", err)
	}

	if s.count() != 4 {
		t.Errorf("sent %d times, want 4", s.count())
	}

	// Half to whole of 0.5, 1 and 2 seconds.
	if slept := fake.Slept(); slept < 1750*time.Millisecond || slept > 3500*time.Millisecond {
		t.Errorf("waited %v between the attempts", slept)
	}
}

func TestRetry_never(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(503, ``))
	client, _ := s.client(t, func(c *gitlabapi.Config) { c.Retries = 0 })

	if err := read(t.Context(), client); err == nil || s.count() != 1 {
		t.Errorf("sent %d times, got %v", s.count(), err)
	}
}

func TestRetry_waitsForRetryAfter(t *testing.T) {
	t.Parallel()

	for name, value := range map[string]string{
		"seconds": "17",
		"date":    start.Add(17 * time.Second).Format(http.TimeFormat),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Date", start.Format(http.TimeFormat))
				w.Header().Set("Retry-After", value)
				http.Error(w, "Retry later", http.StatusTooManyRequests)
			}, reply(200, `{"id":1,"runner_type":"instance_type"}`))
			client, fake := s.client(t)

			if err := read(t.Context(), client); err != nil {
				t.Fatal(err)
			}

			if fake.Slept() != 17*time.Second {
				t.Errorf("waited %v, want 17s", fake.Slept())
			}
		})
	}
}

// A Retry-After of hours is an error at once.
func TestRetry_doesNotWaitForHours(t *testing.T) {
	t.Parallel()

	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "7200")
		reply(503, `{"message":"503 Service Unavailable"}`)(w, r)
	})
	client, fake := s.client(t)

	if err := read(t.Context(), client); !gitlabapi.HasStatus(err, 503) || fake.Slept() > 0 {
		t.Errorf("got %v after %v, want a 503 at once", err, fake.Slept())
	}
}

func TestRetry_stopsOnCancel(t *testing.T) {
	t.Parallel()

	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, reply(503, ``))
	client, fake := s.client(t)
	fake.OnSleep(func(time.Duration) { cancel() })

	if err := read(ctx, client); !errors.Is(err, context.Canceled) || s.count() != 1 {
		t.Errorf("sent %d times, got %v", s.count(), err)
	}
}

// A 429 says nothing about the attempt before it.
func TestRetry_refusedAfterALostAnswer(t *testing.T) {
	t.Parallel()

	s := serve(t, drop, refuse())
	client, _ := s.client(t, func(c *gitlabapi.Config) { c.Retries = 1 })

	if _, err := client.ResetAuthenticationToken(t.Context(), 1); !gitlabapi.HasStatus(err, 429) || !gitlabapi.Unanswered(err) {
		t.Errorf("got %v, want an unanswered 429", err)
	}
}

func TestRetry_afterATimeout(t *testing.T) {
	t.Parallel()

	var expire func()

	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		expire()
		<-r.Context().Done()
	})

	client, fake := s.client(t, func(c *gitlabapi.Config) { c.Retries = 1 })
	expire = fake.Expire

	err := read(t.Context(), client)
	if !errors.Is(err, gitlabapi.ErrTimeout) || s.count() != 2 {
		t.Errorf("sent %d times, got %v; want a timeout, and once more", s.count(), err)
	}
}

func TestClient_withoutTokenSendsNothing(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(200, `{}`))
	client, _ := s.client(t, func(c *gitlabapi.Config) { c.Token = ""; c.Unusable = gitlabapi.ErrNoToken })

	if err := read(t.Context(), client); !errors.Is(err, gitlabapi.ErrNoToken) || s.count() != 0 {
		t.Errorf("sent %d times, got %v", s.count(), err)
	}
}

func TestRetry_afterARefusedConnection(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(200, `{}`))

	// A port in use, so that no other process can listen on it.
	taken, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}

	defer func() { _ = taken.Close() }()

	client, fake := newClient(t, "http://"+taken.LocalAddr().String())

	err = create(t.Context(), client)
	if err == nil || gitlabapi.MayHaveActed(err) || fake.Slept() == 0 {
		t.Errorf("got %v after waiting %v, want retries with nothing done", err, fake.Slept())
	}
}
