package gitlabapi

import (
	"context"
	"iter"
	"sync"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// ahead walks the pages from one number to another in their order, and reads
// as many ahead as requests can be under way. It ends nothing but what it
// began, and leaves nothing behind: who stops early has the rest cancelled.
func (l list[T]) ahead(ctx context.Context, from, to int64) iter.Seq[page[T]] {
	return func(yield func(page[T]) bool) {
		ctx, cancel := context.WithCancel(ctx)

		var reads sync.WaitGroup

		defer reads.Wait()
		defer cancel()

		under := make(map[int64]chan page[T])
		next := from

		for number := from; number <= to; number++ {
			for ; next <= to && next < number+int64(l.client.places); next++ {
				got := make(chan page[T], 1)
				under[next] = got
				number := next

				reads.Go(func() { got <- l.fetch(ctx, gitlab.WithOffsetPaginationParameters(number)) })
			}

			got := <-under[number]
			delete(under, number)

			if !yield(got) {
				return
			}
		}
	}
}
