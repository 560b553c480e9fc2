package gitlabapi_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

func jobs(ctx context.Context, client *gitlabapi.Client, runner int64) error {
	for _, err := range client.RunnerJobs(ctx, runner, gitlabapi.JobsQuery{}) {
		return err
	}

	return nil
}

// ok is a runner, or a list where one was asked for, after a second.
func ok(w http.ResponseWriter, r *http.Request) {
	time.Sleep(time.Second)

	if strings.HasSuffix(r.URL.Path, "/jobs") {
		reply(200, `[]`)(w, r)

		return
	}

	reply(200, `{"id":1,"runner_type":"instance_type","token":"glrt-x"}`)(w, r)
}

// One refusal holds everybody, whoever they are and whatever they want; those
// who waited come back by and by, and nobody is refused again.
func TestRefusalHoldsEverybody(t *testing.T) {
	t.Parallel()

	for name, refusal := range map[string]http.HandlerFunc{
		"seconds": tooMany("Retry-After", "30"),
		"date":    tooMany("Date", "Sat, 01 Jan 2000 07:00:00 GMT", "Retry-After", "Sat, 01 Jan 2000 07:00:30 GMT"),
		"GitLab's whole word": tooMany("Retry-After", "30", "RateLimit-Name", "throttle_authenticated_api", "RateLimit-Limit", "2000",
			"RateLimit-Observed", "2001", "RateLimit-Remaining", "0", "RateLimit-Reset", "946684830"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inVirtualTime(t, inOrder(refusal, ok), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
				var callers sync.WaitGroup

				for range 8 {
					callers.Go(func() {
						if err := read(t.Context(), client); err != nil {
							t.Error(err)
						}
					})
					synctest.Wait()
				}

				time.Sleep(10 * time.Second)
				callers.Go(func() {
					if err := create(t.Context(), client); err != nil {
						t.Error(err)
					}
				})
				callers.Wait()

				// The first is refused, one tries again, then two, then all.
				if got, want := v.times("GET /runners/1"), []int{0, 30, 31, 31, 32, 32, 32, 32, 33}; !slices.Equal(got, want) {
					t.Errorf("reads were sent at %v, want %v", got, want)
				}

				if got, want := v.times("POST /user/runners"), []int{33}; !slices.Equal(got, want) {
					t.Errorf("the create was sent at %v, want %v", got, want)
				}
			}, func(c *gitlabapi.Config) { c.Retries = 0 })
		})
	}
}

// What GitLab limits for one endpoint is in no other's way: those who wait for
// it hold no place.
func TestEndpointsLimitHoldsItAlone(t *testing.T) {
	t.Parallel()

	for name, refusal := range map[string]http.HandlerFunc{
		"of the application": tooManyHere,
		"by name":            tooMany("Retry-After", "60", "RateLimit-Name", "throttle_authenticated_runner_jobs"),
		"beside the budget of all": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("RateLimit-Name", "throttle_authenticated_api")
			w.Header().Set("RateLimit-Remaining", "1999")
			w.Header().Set("RateLimit-Reset", "946684860")
			tooManyHere(w, r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inVirtualTime(t, inOrder(refusal, ok), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
				var callers sync.WaitGroup

				for runner := range int64(10) {
					callers.Go(func() {
						if err := jobs(t.Context(), client, runner); err != nil {
							t.Error(err)
						}
					})
					synctest.Wait()
				}

				if err := read(t.Context(), client); err != nil {
					t.Error(err)
				}

				if took := time.Since(v.begin); took != time.Second {
					t.Errorf("a read took %v beside ten that wait for their endpoint", took)
				}

				callers.Wait()

				if got, want := v.times("GET /runners/1/jobs"), []int{61}; !slices.Equal(got, want) {
					t.Errorf("the second list was sent at %v, want %v", got, want)
				}
			})
		})
	}
}

// A 429 without a word on when to come back holds everybody as well, for longer
// each time, and counts as a failure.
func TestWordlessRefusalsBackOff(t *testing.T) {
	t.Parallel()

	inVirtualTime(t, tooMany(), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		var failure *gitlabapi.Error

		err := read(t.Context(), client)
		if !errors.As(err, &failure) || failure.Status != 429 || failure.Attempts != 4 || !strings.Contains(err.Error(), "429 Too Many Requests") {
			t.Errorf("got %v, want a 429 after 4 attempts", err)
		}

		for i, least := range []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second} {
			if wait := v.sent[i+1].at - v.sent[i].at; wait < least || wait > least*3/2 {
				t.Errorf("wait %d was %v, want %v and up to half as much again", i+1, wait, least)
			}
		}

		// That GitLab takes nothing need not be found out by everyone anew: at first
		// nobody asks, and then once.
		var held *gitlabapi.HeldError
		if err := read(t.Context(), client); !errors.As(err, &held) || held.Refusals != 4 || len(v.sent) != 4 {
			t.Errorf("after %d requests got %v, want it held without one more", len(v.sent), err)
		}

		time.Sleep(2 * time.Minute)

		if err := read(t.Context(), client); !gitlabapi.HasStatus(err, 429) || len(v.sent) != 5 {
			t.Errorf("after %d requests got %v, want a 429 after one more", len(v.sent), err)
		}
	})
}

// Those in line are not kept there for a minute each, once a request was refused
// as often as it is sent.
func TestWordlessRefusalsEndForAllWhoWait(t *testing.T) {
	t.Parallel()

	inVirtualTime(t, tooMany(), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		var callers sync.WaitGroup

		for range 100 {
			callers.Go(func() {
				var held *gitlabapi.HeldError

				err := read(t.Context(), client)
				if !gitlabapi.HasStatus(err, 429) && !errors.As(err, &held) || gitlabapi.MayHaveActed(err) {
					t.Errorf("got %v, want it refused", err)
				}
			})
		}

		callers.Wait()

		// Four at first, then one at a time.
		if took := time.Since(v.begin); took > time.Minute || len(v.sent) > 7 {
			t.Errorf("it took %v and %d requests", took, len(v.sent))
		}
	})
}

func TestRefusalsInARowBeginAnewAfterAnAnswer(t *testing.T) {
	t.Parallel()

	inVirtualTime(t, inOrder(tooMany(), tooMany(), ok, tooMany(), tooMany(), ok), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		for range 2 {
			if err := read(t.Context(), client); err != nil {
				t.Error(err)
			}
		}

		if wait := v.sent[4].at - v.sent[3].at; wait > 3*time.Second {
			t.Errorf("the first wait after an answer was %v", wait)
		}
	}, func(c *gitlabapi.Config) { c.Retries = 2 })
}

// To wait for hours helps nobody: it is an error, of whoever was refused and of
// whoever comes after, at once, and nothing was done.
func TestEndlessHoldIsAnError(t *testing.T) {
	t.Parallel()

	inVirtualTime(t, inOrder(tooMany("Retry-After", "3601")), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		for _, status := range []int{429, 0} {
			var (
				held    *gitlabapi.HeldError
				failure *gitlabapi.Error
			)

			err := create(t.Context(), client)
			if !errors.As(err, &held) || !errors.As(err, &failure) || failure.Status != status || gitlabapi.MayHaveActed(err) {
				t.Errorf("got %v, want it held, with status %d and nothing done", err, status)
			}
		}

		if len(v.sent) != 1 || time.Since(v.begin) > 0 {
			t.Errorf("%d requests in %v, want one at once", len(v.sent), time.Since(v.begin))
		}
	})
}

// A GitLab that always says to come back soon is believed for an hour, and less
// and less often.
func TestRefusalsWithoutEndAreAnError(t *testing.T) {
	t.Parallel()

	inVirtualTime(t, tooMany("Retry-After", "1"), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		var held *gitlabapi.HeldError
		if err := read(t.Context(), client); !errors.As(err, &held) || !gitlabapi.HasStatus(err, 429) {
			t.Errorf("got %v, want it held", err)
		}

		if took := time.Since(v.begin); took < 59*time.Minute || took > time.Hour || len(v.sent) > 300 {
			t.Errorf("gave up after %v and %d requests", took, len(v.sent))
		}
	})
}

// Who is interrupted leaves the line at once, and the others go on.
func TestWaitersLeaveAtOnce(t *testing.T) {
	t.Parallel()

	inVirtualTime(t, inOrder(tooMany("Retry-After", "30"), ok), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
		ctx, cancel := context.WithCancel(t.Context())

		var interrupted, others sync.WaitGroup

		for range 2 {
			interrupted.Go(func() {
				if err := create(ctx, client); !errors.Is(err, context.Canceled) || gitlabapi.MayHaveActed(err) {
					t.Errorf("got %v, want an interruption before anything was done", err)
				}
			})
			synctest.Wait()
		}

		others.Go(func() {
			if err := read(t.Context(), client); err != nil {
				t.Error(err)
			}
		})
		time.Sleep(5 * time.Second)
		cancel()
		interrupted.Wait()

		if waited := time.Since(v.begin); waited != 5*time.Second {
			t.Errorf("it took %v to leave, want 5s", waited)
		}

		others.Wait()

		if got, want := v.times("GET /runners/1"), []int{30}; !slices.Equal(got, want) {
			t.Errorf("the other was sent at %v, want %v", got, want)
		}
	})
}
