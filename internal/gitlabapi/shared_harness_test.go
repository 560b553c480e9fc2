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

// reads is GitLab as the test plays it: each read waits for its answer, also
// when it is cancelled.
type reads struct {
	*gitlabapi.Shared

	t     *testing.T
	clock *clock.Fake
	// over ends what a story leaves under way.
	over chan struct{}

	mu    sync.Mutex
	begun []*begun
}

// begun is a read under way.
type begun struct {
	ctx    context.Context
	answer chan error
}

func play(t *testing.T) *reads {
	t.Helper()

	r := &reads{t: t, clock: clock.NewFake(start), over: make(chan struct{})}
	r.Shared = gitlabapi.NewShared(r.clock, maxAge, func(ctx context.Context, key int) (string, error) {
		r.mu.Lock()
		r.begun = append(r.begun, &begun{ctx, make(chan error, 1)})
		number, answer := len(r.begun), r.begun[len(r.begun)-1].answer
		r.mu.Unlock()

		select {
		case err := <-answer:
			return fmt.Sprintf("%d as of read %d", key, number), err
		case <-r.over:
			return "", errors.New("over")
		}
	})

	return r
}

// ask asks for 7, and returns what will have come of it.
func (r *reads) ask(ctx context.Context) *told {
	answer := &told{done: make(chan struct{})}

	go func() {
		answer.text, answer.err = r.Get(ctx, 7)
		close(answer.done)
	}()
	synctest.Wait()

	return answer
}

type told struct {
	done chan struct{}
	text string
	err  error
}

// answer ends the latest read, which has this number.
func (r *reads) answer(number int, err error) {
	r.t.Helper()
	r.count(number)
	r.answerLate(number, err)
}

// answerLate ends a read although a later one was begun.
func (r *reads) answerLate(number int, err error) {
	r.begun[number-1].answer <- err
	synctest.Wait()
}

// count states how many reads were begun so far.
func (r *reads) count(want int) {
	r.t.Helper()

	if len(r.begun) != want {
		r.t.Fatalf("%d reads were begun, want %d", len(r.begun), want)
	}
}

// cancelled states whether a read was told to stop.
func (r *reads) cancelled(number int, want bool) {
	r.t.Helper()

	if got := r.begun[number-1].ctx.Err() != nil; got != want {
		r.t.Errorf("read %d is cancelled: %v, want %v", number, got, want)
	}
}

// says states what somebody was told; "" is nothing yet.
func (r *reads) says(who *told, want string) {
	r.t.Helper()

	got := ""

	select {
	case <-who.done:
		if got = who.text; who.err != nil {
			got = who.err.Error()
		}
	default:
	}

	if got != want {
		r.t.Errorf("told %q, want %q", got, want)
	}
}
