package framework

import (
	"context"
	"iter"
	"sync"
)

// outcome is the result of the call for one item.
type outcome[Out any] struct {
	value Out
	err   error
}

// ahead calls do for the items of a list, at most atOnce at a time, and yields the
// outcomes in the order of the list. It never starts more calls than wanted says are
// still needed, so that it reads no further page than a limit requires. An error of
// the list is the last outcome. When the consumer stops, ahead cancels the calls that
// are running.
func ahead[In, Out any](
	ctx context.Context, list iter.Seq2[In, error], atOnce int, wanted func() int64, do func(context.Context, In) Out,
) iter.Seq2[Out, error] {
	return func(yield func(Out, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		next, stop := iter.Pull2(list)

		var (
			queue   []chan outcome[Out]
			working sync.WaitGroup
		)

		defer func() {
			cancel()
			stop()
			working.Wait()
		}()

		// begin starts the call for the next item, and reports whether the list can
		// have another one.
		begin := func() bool {
			item, err, found := next()
			if !found {
				return false
			}

			place := make(chan outcome[Out], 1)
			queue = append(queue, place)

			if err != nil {
				place <- outcome[Out]{err: err}

				return false
			}

			working.Go(func() { place <- outcome[Out]{value: do(ctx, item)} })

			return true
		}

		for more := true; ; {
			for more && len(queue) < atOnce && int64(len(queue)) < wanted() {
				more = begin()
			}

			if len(queue) == 0 {
				return
			}

			first := <-queue[0]
			queue = queue[1:]

			if !yield(first.value, first.err) {
				return
			}
		}
	}
}
