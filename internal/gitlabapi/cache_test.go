package gitlabapi_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

func TestCache(t *testing.T) {
	t.Parallel()

	const first, second = "7 by request 1", "7 by request 2"

	for name, test := range map[string]func(*cacheFixture, context.Context){
		"concurrent readers share a request": func(f *cacheFixture, ctx context.Context) {
			one, other := f.read(ctx), f.read(ctx)
			f.answer(1, nil)
			f.wantResult(one, first)
			f.wantResult(other, first)
		},
		"a later reader gets the result from memory": func(f *cacheFixture, ctx context.Context) {
			f.read(ctx)
			f.answer(1, nil)
			f.wantResult(f.read(ctx), first)
			f.wantRequests(1)
		},
		"all readers get an error, which is not kept": func(f *cacheFixture, ctx context.Context) {
			one, other := f.read(ctx), f.read(ctx)
			f.answer(1, errors.New("out of order"))
			f.wantResult(one, "out of order")
			f.wantResult(other, "out of order")

			later := f.read(ctx)
			f.answer(2, nil)
			f.wantResult(later, second)
		},
		"a result is used until its maximum age": func(f *cacheFixture, ctx context.Context) {
			f.read(ctx)
			f.answer(1, nil)
			f.clock.Advance(maxAge - 1)
			f.wantResult(f.read(ctx), first)
			f.clock.Advance(1)

			late := f.read(ctx)
			f.answer(2, nil)
			f.wantResult(late, second)
		},
		"the age counts from the beginning of the request": func(f *cacheFixture, ctx context.Context) {
			slow := f.read(ctx)
			f.clock.Advance(maxAge)
			f.answer(1, nil)
			f.wantResult(slow, first)
			f.read(ctx)
			f.wantRequests(2)
		},
		"a forgotten result is not used": func(f *cacheFixture, ctx context.Context) {
			f.read(ctx)
			f.answer(1, nil)
			f.Forget(7)
			f.read(ctx)
			f.wantRequests(2)
		},
		"a forgotten request answers earlier readers only": func(f *cacheFixture, ctx context.Context) {
			before := f.read(ctx)
			f.Forget(7)
			after := f.read(ctx)
			f.wantRequests(2)
			f.answerLate(1, nil)
			f.wantResult(before, first)
			f.wantResult(after, "")
			f.answer(2, nil)
			f.wantResult(after, second)
			f.wantResult(f.read(ctx), second)
			f.wantRequests(2)
		},
		"a forgotten request that ends last does not replace the new result": func(f *cacheFixture, ctx context.Context) {
			f.read(ctx)
			f.Forget(7)
			f.read(ctx)
			f.answer(2, nil)
			f.answerLate(1, nil)
			f.wantResult(f.read(ctx), second)
		},
		"the first reader may give up": func(f *cacheFixture, ctx context.Context) {
			impatient, giveUp := context.WithCancel(ctx)
			one, other := f.read(impatient), f.read(ctx)

			giveUp()
			synctest.Wait()
			f.wantResult(one, "context canceled")
			f.wantResult(other, "")
			f.wantCancelled(1, false)
			f.answer(1, nil)
			f.wantResult(other, first)
		},
		"a request without readers is cancelled and not joined": func(f *cacheFixture, ctx context.Context) {
			impatient, giveUp := context.WithCancel(ctx)
			one, other := f.read(impatient), f.read(impatient)

			giveUp()
			synctest.Wait()
			f.wantResult(one, "context canceled")
			f.wantResult(other, "context canceled")
			f.wantCancelled(1, true)

			patient := f.read(ctx)
			f.wantRequests(2)
			f.answerLate(1, context.Canceled)
			f.wantResult(patient, "")
			f.answer(2, nil)
			f.wantResult(patient, second)
		},
		"giving up a forgotten request leaves the next one alone": func(f *cacheFixture, ctx context.Context) {
			impatient, giveUp := context.WithCancel(ctx)
			f.read(impatient)
			f.Forget(7)
			patient := f.read(ctx)

			giveUp()
			synctest.Wait()
			f.wantResult(f.read(ctx), "")
			f.answer(2, nil)
			f.wantResult(patient, second)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				f := newCacheFixture(t)
				defer close(f.end)

				test(f, t.Context())
			})
		})
	}
}

// A cache is bounded, and drops the oldest results first.
func TestCache_isBounded(t *testing.T) {
	t.Parallel()

	var count int

	cache := gitlabapi.NewCache(clock.NewFake(start), maxAge, func(context.Context, int) (string, error) {
		count++

		return "", nil
	})

	// requests is the number of requests for the keys of a range.
	requests := func(from, to int) int {
		before := count

		for key := from; key < to; key++ {
			if _, err := cache.Get(t.Context(), key); err != nil {
				t.Fatal(err)
			}
		}

		return count - before
	}

	const most = gitlabapi.MaxCached

	for _, test := range []struct {
		what           string
		from, to, want int
	}{
		{"half of the maximum", 0, most / 2, most / 2},
		{"the other half", 0, most, most / 2},
		{"as many again", most, 2 * most, most},
		{"the latest keys", most, 2 * most, 0},
		{"the oldest key", 0, 1, 1},
	} {
		if got := requests(test.from, test.to); got != test.want {
			t.Errorf("%s: %d requests, want %d", test.what, got, test.want)
		}
	}

	for _, key := range []int{most, 2*most - 1} {
		cache.Forget(key)

		if requests(key, key+1) != 1 {
			t.Errorf("%d is still cached", key)
		}
	}
}
