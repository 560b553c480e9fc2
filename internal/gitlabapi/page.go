package gitlabapi

import (
	"context"
	"fmt"
	"iter"
	"net/http"

	"github.com/hashicorp/terraform-plugin-log/tflog"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

const (
	// perPage is the most that GitLab puts on a page.
	perPage = 100
	// maxCounted is the most rows that GitLab counts: longer lists have no totals.
	maxCounted = 10_000
	// maxStale is how many pages in a row may show nothing new, before the list
	// is one without end, as a cache before GitLab can make it.
	maxStale = maxCounted / perPage
	// maxPages is a million rows, more than anybody has.
	maxPages = 10_000
	// maxReads is how often a list is read that changes while it is.
	maxReads = 3
)

// row is what a list has, known by its id.
type row interface {
	partial
	key() int64
}

// list is a list of GitLab's, read page by page.
type list[T row] struct {
	client *Client
	path   string
	query  any
	// whole says that it will be read to its end.
	whole bool
}

// page is one page of a list.
type page[T row] struct {
	rows   []T
	answer answer
	err    error
}

// rows walks a list. An error ends the walk as its last item.
//
// Each row comes once. GitLab shows a row twice where it joins tables, or where
// a row is made before it meanwhile. Where a row goes meanwhile, those after it
// move up, and the first of the next page moves to a page that was read: when
// the totals tell so, the list is read again for what was missed. Two changes
// that cancel out in the totals, and lists that GitLab does not count, keep
// their gap until they are read the next time.
//
// See https://docs.gitlab.com/api/rest/#pagination.
func (l list[T]) rows(ctx context.Context) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T

		seen := make(map[int64]bool)

		for range maxReads {
			most, shrunk, stale, count := int64(0), false, 0, 0

			for page := range l.pages(ctx) {
				if page.err != nil {
					yield(none, page.err)

					return
				}

				shrunk = shrunk || page.answer.total < most
				most = max(most, page.answer.total)
				stale++
				count++

				for _, row := range page.rows {
					if seen[row.key()] {
						continue
					}

					seen[row.key()], stale = true, 0

					if !yield(row, nil) {
						return
					}
				}

				if stale > maxStale {
					yield(none, fmt.Errorf("%d pages in a row show nothing new: the list has no end", stale))

					return
				}

				if count > maxPages {
					yield(none, fmt.Errorf("it goes on after %d pages: the list has no end", count))

					return
				}
			}

			if !shrunk {
				return
			}
		}

		tflog.Warn(ctx, "A list changed each time while it was read, and may lack a row", map[string]any{"path": l.path, "times": maxReads})
	}
}

// pages walks the pages of a list: by their links, which long lists have as
// well, one after the other; where GitLab says how many there are, and all of
// them are wanted, side by side. Whoever walks stops at a page with an error.
func (l list[T]) pages(ctx context.Context) iter.Seq[page[T]] {
	return func(yield func(page[T]) bool) {
		last := l.fetch(ctx)

		if !yield(last) {
			return
		}

		if total := last.answer.totalPages; l.whole && total <= maxCounted/perPage {
			for page := range l.ahead(ctx, 2, total) {
				if last = page; !yield(last) {
					return
				}
			}
		}

		for last.answer.next != nil && len(last.rows) > 0 {
			if last = l.fetch(ctx, last.answer.next); !yield(last) {
				return
			}
		}
	}
}

func (l list[T]) fetch(ctx context.Context, options ...gitlab.RequestOptionFunc) page[T] {
	var rows items[T]

	answer, err := l.client.do(ctx, http.MethodGet, l.path, l.query, &rows, options...)

	return page[T]{rows, answer, err}
}
