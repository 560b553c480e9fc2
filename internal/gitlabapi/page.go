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
	// perPage is GitLab's maximum page size.
	perPage = 100
	// maxCounted is the most rows that GitLab counts; longer lists have no totals.
	maxCounted = 10_000
	// maxStale is how many pages in a row may contain no new row. A list that a
	// cache in front of GitLab repeats would otherwise have no end.
	maxStale = maxCounted / perPage
	// maxPages is a million rows, more than any instance has.
	maxPages = 10_000
	// maxReads is how often a list is read that changes meanwhile.
	maxReads = 3
)

// row is an item of a list, identified by its id.
type row interface {
	partial
	key() int64
}

// list is a paginated list.
type list[T row] struct {
	client *Client
	path   string
	query  any
	// whole says that it is read to its end.
	whole bool
}

// page is one page of a list.
type page[T row] struct {
	rows   []T
	answer answer
	err    error
}

// rows yields the rows of a list, each once. An error is the last item.
//
// GitLab repeats a row if it joins tables, or if a row before it is created
// meanwhile. If a row is deleted meanwhile, the later ones move up, and the first
// of the next page moves to a page that was read already. The totals show this,
// and the list is read again for the missed row. A row can still be missed if the
// changes cancel out in the totals, or if GitLab does not count the list.
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
					yield(none, fmt.Errorf("%d pages in a row contain no new row: the list has no end", stale))

					return
				}

				if count > maxPages {
					yield(none, fmt.Errorf("it continues after %d pages: the list has no end", count))

					return
				}
			}

			if !shrunk {
				return
			}
		}

		tflog.Warn(ctx, "A list changed during each read, and may lack a row", map[string]any{"path": l.path, "times": maxReads})
	}
}

// pages yields the pages of a list: concurrently read if all are wanted and
// GitLab reports their number, else one after the other by their links. The
// caller stops at a page with an error.
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
