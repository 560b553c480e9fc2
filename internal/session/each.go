package session

import "golang.org/x/sync/errgroup"

// Each does something for each of many things, as many at a time as the client
// sends requests, and returns what came of each when all are done. What fails
// for one stops none of the others.
func Each[In, Out any](session *Session, items []In, do func(In) Out) []Out {
	var group errgroup.Group

	group.SetLimit(session.Client.MaxConcurrentRequests())

	results := make([]Out, len(items))

	for i, item := range items {
		group.Go(func() error {
			results[i] = do(item)

			return nil
		})
	}

	_ = group.Wait() // It knows no errors: they are among the results.

	return results
}
