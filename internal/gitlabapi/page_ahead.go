package gitlabapi

import (
	"context"
	"iter"
	"sync"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// ahead yields the pages of a range in order. It reads as many pages ahead as
// there are slots for requests. When the caller stops, it cancels the requests in
// flight and waits for their end.
func (l list[T]) ahead(ctx context.Context, from, to int64) iter.Seq[page[T]] {
	return func(yield func(page[T]) bool) {
		ctx, cancel := context.WithCancel(ctx)

		var reads sync.WaitGroup

		defer reads.Wait()
		defer cancel()

		inFlight := make(map[int64]chan page[T])
		next := from

		for number := from; number <= to; number++ {
			for ; next <= to && next < number+int64(l.client.config.MaxConcurrentRequests); next++ {
				got := make(chan page[T], 1)
				inFlight[next] = got
				number := next

				reads.Go(func() { got <- l.fetch(ctx, gitlab.WithOffsetPaginationParameters(number)) })
			}

			got := <-inFlight[number]
			delete(inFlight, number)

			if !yield(got) {
				return
			}
		}
	}
}
