package framework

import "golang.org/x/sync/errgroup"

// ForEach calls do for each item, at most limit at a time, and returns the
// results in the order of the items when all calls have returned. Errors are
// part of the results: a failure of one item does not stop the others.
func ForEach[In, Out any](limit int, items []In, do func(In) Out) []Out {
	var group errgroup.Group

	group.SetLimit(limit)

	results := make([]Out, len(items))

	for i, item := range items {
		group.Go(func() error {
			results[i] = do(item)

			return nil
		})
	}

	_ = group.Wait() // No call returns an error.

	return results
}
