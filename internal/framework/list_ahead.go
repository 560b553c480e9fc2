package framework

import (
	"context"
	"iter"
	"sync"
)

// outcome is what came of one item.
type outcome[Out any] struct {
	value Out
	err   error
}

// ahead does something with what a list names, a few items at a time, and gives
// what came of each in the order of the list. Of those it never has more under
// way than wanted says are still needed, so that a limit leaves the rest of the
// list alone: no further page of it is read. An error of the list ends it, as
// its last item. When the consumer stops, what is under way is given up.
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

		// begin puts the next item into the queue, and reports whether there can
		// be another one behind it.
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
