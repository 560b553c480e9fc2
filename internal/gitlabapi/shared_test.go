package gitlabapi_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

func TestShared(t *testing.T) {
	t.Parallel()

	const first, second = "7 as of read 1", "7 as of read 2"

	for name, story := range map[string]func(*reads, context.Context){
		"who asks together gets one answer": func(r *reads, ctx context.Context) {
			one, other := r.ask(ctx), r.ask(ctx)
			r.answer(1, nil)
			r.says(one, first)
			r.says(other, first)
		},
		"who asks later is served from memory": func(r *reads, ctx context.Context) {
			r.ask(ctx)
			r.answer(1, nil)
			r.says(r.ask(ctx), first)
			r.count(1)
		},
		"an error is told to all who wait, and never kept": func(r *reads, ctx context.Context) {
			one, other := r.ask(ctx), r.ask(ctx)
			r.answer(1, errors.New("out of order"))
			r.says(one, "out of order")
			r.says(other, "out of order")

			later := r.ask(ctx)
			r.answer(2, nil)
			r.says(later, second)
		},
		"a read has its time": func(r *reads, ctx context.Context) {
			r.ask(ctx)
			r.answer(1, nil)
			r.clock.Advance(maxAge - 1)
			r.says(r.ask(ctx), first)
			r.clock.Advance(1)

			late := r.ask(ctx)
			r.answer(2, nil)
			r.says(late, second)
		},
		"its time begins when it is asked for": func(r *reads, ctx context.Context) {
			slow := r.ask(ctx)
			r.clock.Advance(maxAge)
			r.answer(1, nil)
			r.says(slow, first)
			r.ask(ctx)
			r.count(2)
		},
		"what is forgotten is read anew": func(r *reads, ctx context.Context) {
			r.ask(ctx)
			r.answer(1, nil)
			r.Forget(7)
			r.ask(ctx)
			r.count(2)
		},
		"what was under way when it was forgotten is for nobody who asks later": func(r *reads, ctx context.Context) {
			before := r.ask(ctx)
			r.Forget(7)
			after := r.ask(ctx)
			r.count(2)
			r.answerLate(1, nil)
			r.says(before, first)
			r.says(after, "")
			r.answer(2, nil)
			r.says(after, second)
			r.says(r.ask(ctx), second)
			r.count(2)
		},
		"an old read that ends last does not displace the new one": func(r *reads, ctx context.Context) {
			r.ask(ctx)
			r.Forget(7)
			r.ask(ctx)
			r.answer(2, nil)
			r.answerLate(1, nil)
			r.says(r.ask(ctx), second)
		},
		"the first who asks may give up": func(r *reads, ctx context.Context) {
			impatient, giveUp := context.WithCancel(ctx)
			one, other := r.ask(impatient), r.ask(ctx)

			giveUp()
			synctest.Wait()
			r.says(one, "context canceled")
			r.says(other, "")
			r.cancelled(1, false)
			r.answer(1, nil)
			r.says(other, first)
		},
		"a read that nobody waits for is cancelled, and nobody joins it": func(r *reads, ctx context.Context) {
			impatient, giveUp := context.WithCancel(ctx)
			one, other := r.ask(impatient), r.ask(impatient)

			giveUp()
			synctest.Wait()
			r.says(one, "context canceled")
			r.says(other, "context canceled")
			r.cancelled(1, true)

			patient := r.ask(ctx)
			r.count(2)
			r.answerLate(1, context.Canceled)
			r.says(patient, "")
			r.answer(2, nil)
			r.says(patient, second)
		},
		"giving up after it was forgotten leaves the next read alone": func(r *reads, ctx context.Context) {
			impatient, giveUp := context.WithCancel(ctx)
			r.ask(impatient)
			r.Forget(7)
			patient := r.ask(ctx)

			giveUp()
			synctest.Wait()
			r.says(r.ask(ctx), "")
			r.answer(2, nil)
			r.says(patient, second)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := play(t)
				defer close(r.over)

				story(r, t.Context())
			})
		})
	}
}

// Whatever is read, memory stays within its bounds, and what was read last is
// still there.
func TestShared_isBounded(t *testing.T) {
	t.Parallel()

	var count int

	s := gitlabapi.NewShared(clock.NewFake(start), maxAge, func(context.Context, int) (string, error) {
		count++

		return "", nil
	})

	// made is how many reads it takes to know all from one key to another.
	made := func(from, to int) int {
		before := count

		for key := from; key < to; key++ {
			if _, err := s.Get(t.Context(), key); err != nil {
				t.Fatal(err)
			}
		}

		return count - before
	}

	const most = gitlabapi.SharedMost

	for _, test := range []struct {
		what           string
		from, to, want int
	}{
		{"half of what there is room for", 0, most / 2, most / 2},
		{"the other half", 0, most, most / 2},
		{"as much again", most, 2 * most, most},
		{"what was read last", most, 2 * most, 0},
		{"what had to make room", 0, 1, 1},
	} {
		if got := made(test.from, test.to); got != test.want {
			t.Errorf("%s: %d reads, want %d", test.what, got, test.want)
		}
	}

	// Old or new, what is forgotten is forgotten.
	for _, key := range []int{most, 2*most - 1} {
		s.Forget(key)

		if made(key, key+1) != 1 {
			t.Errorf("%d is still remembered", key)
		}
	}
}
