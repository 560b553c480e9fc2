package gitlabapi

import (
	"context"
	"iter"
	"net/http"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// perPage is the most that GitLab puts on a page.
const perPage = 100

// pages walks a list by the link to its next page. It never relies on totals,
// which GitLab leaves out of long lists. An error ends the walk as its last
// item.
//
// See https://docs.gitlab.com/api/rest/#pagination.
func pages[T any](ctx context.Context, c *Client, path string, query any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var next []gitlab.RequestOptionFunc

		for {
			var page []T

			answer, err := c.do(ctx, http.MethodGet, path, query, &page, next...)
			if err != nil {
				var none T

				yield(none, err)

				return
			}

			for _, item := range page {
				if !yield(item, nil) {
					return
				}
			}

			if answer.next == nil || len(page) == 0 {
				return
			}

			next = []gitlab.RequestOptionFunc{answer.next}
		}
	}
}
