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
	// Items are read when the results are.
	Items iter.Seq2[Item, error]
	// Limit is the maximum number of results; 0 means all.
	Limit int64
	// AtOnce is the number of items that are converted at the same time.
	AtOnce int
	// Result converts an item. A result without an identity does not count; its
	// warnings are passed on.
	Result func(context.Context, Item) list.ListResult
	// Failed makes the diagnostics of an error of the items.
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
