package framework

import (
	"context"
	"iter"
	"math"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
)

// ListResults is a list that becomes results.
type ListResults[Item any] struct {
	// Items begin to be read when the results are walked.
	Items iter.Seq2[Item, error]
	// Limit is how many results are wanted; without one it is all of them.
	Limit int64
	// AtOnce is how many items are worked on side by side.
	AtOnce int
	// Result is what becomes of an item. One without an identity is no result
	// and does not count: its warnings are passed on, if it has any.
	Result func(context.Context, Item) list.ListResult
	// Failed words an error of the items.
	Failed func(error) diag.Diagnostics
}

// Stream gives the results in the order of the items. The first error comes
// after all results before it, and is the last.
func (l ListResults[Item]) Stream(ctx context.Context) iter.Seq[list.ListResult] {
	return func(push func(list.ListResult) bool) {
		wanted := l.Limit
		if wanted < 1 {
			wanted = math.MaxInt64
		}

		for result, err := range ahead(ctx, l.Items, l.AtOnce, func() int64 { return wanted }, l.Result) {
			if err != nil {
				push(list.ListResult{Diagnostics: l.Failed(err)})

				return
			}

			if result.Identity == nil && len(result.Diagnostics) == 0 {
				continue
			}

			if !push(result) || result.Diagnostics.HasError() {
				return
			}

			if result.Identity != nil {
				wanted--
			}
		}
	}
}
