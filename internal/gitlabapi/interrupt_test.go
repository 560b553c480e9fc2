package gitlabapi_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// unrepeatable are the calls that are finished after an interrupt.
var unrepeatable = map[string]func(context.Context, *gitlabapi.Client) error{
	"create": create,
	"register": func(ctx context.Context, client *gitlabapi.Client) error {
		_, err := client.RegisterRunner(ctx, gitlabapi.RegisterRunner{Token: "GR1348941registration"})

		return err
	},
	"reset by ID": func(ctx context.Context, client *gitlabapi.Client) error {
		_, err := client.ResetAuthenticationToken(ctx, 1)

		return err
	},
	"reset by token": func(ctx context.Context, client *gitlabapi.Client) error {
		_, err := client.ResetWithToken(ctx, 1, "glrt-current")

		return err
	},
	"reset of the instance": func(ctx context.Context, client *gitlabapi.Client) error {
		_, err := client.ResetRegistrationToken(ctx)

		return err
	},
	"reset of a group": func(ctx context.Context, client *gitlabapi.Client) error {
		_, err := client.ResetGroupRegistrationToken(ctx, "1")

		return err
	},
	"reset of a project": func(ctx context.Context, client *gitlabapi.Client) error {
		_, err := client.ResetProjectRegistrationToken(ctx, "1")

		return err
	},
	"assign": func(ctx context.Context, client *gitlabapi.Client) error {
		return client.AssignRunner(ctx, 1, 1)
	},
}

// A write that must not be repeated returns its answer, although the run was
// interrupted while GitLab held it.
func TestInterrupt_finishesWhatMustNotBeRepeated(t *testing.T) {
	t.Parallel()

	for name, call := range unrepeatable {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			ctx, cancel := context.WithCancel(t.Context())
			s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				cancel()
				reply(201, `{"id":1,"token":"glrt-new"}`)(w, nil)
			})
			client, _ := s.client(t)

			if err := call(ctx, client); err != nil || s.count() != 1 {
				t.Errorf("sent %d times, got %v; want the answer of one request", s.count(), err)
			}
		})
	}
}

// The time limit of a request holds after an interrupt, too.
func TestInterrupt_isBoundedByTheTimeout(t *testing.T) {
	t.Parallel()

	ctx, cancel := context.WithCancel(t.Context())

	var expire func()

	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		expire()
		<-r.Context().Done()
	})
	client, fake := s.client(t)
	expire = fake.Expire

	if err := create(ctx, client); !errors.Is(err, gitlabapi.ErrTimeout) || !gitlabapi.MayHaveActed(err) || s.count() != 1 {
		t.Errorf("sent %d times, got %v; want one timeout after which GitLab may have acted", s.count(), err)
	}
}

// After an interrupt, neither a queued request nor a further attempt is sent.
func TestInterrupt_sendsNothingMore(t *testing.T) {
	t.Parallel()

	for name, call := range unrepeatable {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			ctx, cancel := context.WithCancel(t.Context())
			s := serve(t, refuse(), reply(201, `{"id":1,"token":"glrt-new"}`))
			client, fake := s.client(t)
			fake.OnSleep(func(time.Duration) { cancel() })

			if err := call(ctx, client); !errors.Is(err, context.Canceled) || gitlabapi.MayHaveActed(err) || s.count() != 1 {
				t.Errorf("sent %d times, got %v; want nothing after the interrupt", s.count(), err)
			}

			if err := call(ctx, client); !errors.Is(err, context.Canceled) || s.count() != 1 {
				t.Errorf("sent %d times, got %v; want nothing after the interrupt", s.count(), err)
			}
		})
	}
}

// A failure after an interrupt is returned as GitLab answered it, without a retry.
func TestInterrupt_repeatsNothing(t *testing.T) {
	t.Parallel()

	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		cancel()
		reply(502, ``)(w, nil)
	})
	client, _ := s.client(t)

	if _, err := client.ResetAuthenticationToken(ctx, 1); !gitlabapi.HasStatus(err, 502) || s.count() != 1 {
		t.Errorf("sent %d times, got %v; want the 502 of one request", s.count(), err)
	}
}

// Reads stop at once, and so does a verification, which changes nothing that
// must be kept.
func TestInterrupt_stopsReads(t *testing.T) {
	t.Parallel()

	for name, call := range map[string]func(context.Context, *gitlabapi.Client) error{
		"read":   read,
		"delete": remove,
		"verify": func(ctx context.Context, client *gitlabapi.Client) error {
			_, err := client.VerifyToken(ctx, "glrt-current", "s_1")

			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			ctx, cancel := context.WithCancel(t.Context())
			s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
				cancel()
				<-r.Context().Done()
			})
			client, _ := s.client(t)

			if err := call(ctx, client); !errors.Is(err, context.Canceled) || s.count() != 1 {
				t.Errorf("sent %d times, got %v", s.count(), err)
			}
		})
	}
}

// An interrupt ends the wait for a retry at once.
func TestInterrupt_stopsTheWaitForARetry(t *testing.T) {
	t.Parallel()

	inFakeTime(t, reply(502, ``), func(t *testing.T, n *fakeNetwork, client *gitlabapi.Client) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Millisecond, cancel)

		err := client.AssignRunner(ctx, 1, 1)
		if took := time.Since(n.begin); !errors.Is(err, context.Canceled) || took != 100*time.Millisecond || len(n.sent) != 1 {
			t.Errorf("got %v after %v and %d attempts, want a cancellation after 100ms and one attempt", err, took, len(n.sent))
		}
	})
}
