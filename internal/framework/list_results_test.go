package framework_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

var errList = errors.New("the list is cut off")

// numbers yields the numbers from 1 to last, then err unless it is nil, and counts how
// many were read.
func numbers(last int, err error, read *int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := 1; i <= last; i++ {
			*read = i

			if !yield(i, nil) {
				return
			}
		}

		if err != nil {
			yield(0, err)
		}
	}
}

// result is the result for a number: every tenth is gone, every seventh is omitted with
// a warning, 33 fails.
func result(number int) list.ListResult {
	var diags diag.Diagnostics

	switch {
	case number%10 == 0:
		return list.ListResult{}
	case number%7 == 0:
		diags.AddWarning(fmt.Sprintf("left out %d", number), "")

		return list.ListResult{Diagnostics: diags}
	case number == 33:
		diags.AddError("unable to read 33", "")

		return list.ListResult{Diagnostics: diags}
	default:
		return list.ListResult{DisplayName: fmt.Sprint(number), Identity: &tfsdk.ResourceIdentity{}}
	}
}

// texts are the results as text.
func texts(results iter.Seq[list.ListResult]) string {
	var texts []string

	for result := range results {
		text := result.DisplayName
		for _, diagnostic := range result.Diagnostics {
			text += diagnostic.Summary()
		}

		texts = append(texts, text)
	}

	return strings.Join(texts, ", ")
}

func TestListResults(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		last  int
		err   error
		limit int64
		want  string
		read  int
	}{
		"nothing":               {0, nil, 100, "", 0},
		"everything":            {6, nil, 100, "1, 2, 3, 4, 5, 6", 6},
		"without a limit":       {3, nil, 0, "1, 2, 3", 3},
		"a limit":               {1000, nil, 4, "1, 2, 3, 4", 4},
		"some do not count":     {1000, nil, 10, "1, 2, 3, 4, 5, 6, left out 7, 8, 9, 11, 12", 12},
		"a list that fails":     {3, errList, 100, "1, 2, 3, the list is cut off", 3},
		"one that fails later":  {3, errList, 3, "1, 2, 3", 3},
		"an item that fails":    {1000, nil, 100, "1, 2, 3, 4, 5, 6, left out 7, 8, 9, 11, 12, 13, left out 14, 15, 16, 17, 18, 19, left out 21, 22, 23, 24, 25, 26, 27, left out 28, 29, 31, 32, unable to read 33", 0},
		"it fails at the start": {0, errList, 1, "the list is cut off", 0},
	} {
		for _, atOnce := range []int{1, 3, 50} {
			t.Run(fmt.Sprintf("%s, %d at once", name, atOnce), func(t *testing.T) {
				t.Parallel()

				read := 0
				results := framework.ListResults[int]{
					Items: numbers(test.last, test.err, &read), Limit: test.limit, AtOnce: atOnce,
					Result: func(_ context.Context, number int) list.ListResult { return result(number) },
					Failed: func(err error) diag.Diagnostics {
						return diag.Diagnostics{diag.NewErrorDiagnostic(err.Error(), "")}
					},
				}.Stream(t.Context())

				if got := texts(results); got != test.want {
					t.Errorf("got  %s\nwant %s", got, test.want)
				}

				if test.read != 0 && read != test.read {
					t.Errorf("the list was read up to %d, want %d", read, test.read)
				}
			})
		}
	}
}

// The number of concurrent calls is the maximum. A later item does not wait for an
// earlier one, but its result follows that of the earlier one.
func TestListResults_concurrency(t *testing.T) {
	t.Parallel()

	const atOnce = 4

	var working, most, begun atomic.Int64

	read, all := 0, make(chan struct{})

	results := framework.ListResults[int]{
		Items: numbers(6, nil, &read), AtOnce: atOnce,
		Result: func(_ context.Context, number int) list.ListResult {
			now := working.Add(1)
			defer working.Add(-1)

			for before := most.Load(); now > before && !most.CompareAndSwap(before, now); before = most.Load() {
			}

			// The test ends only if the first four calls run concurrently.
			if begun.Add(1) == atOnce {
				close(all)
			}

			<-all

			return result(number)
		},
	}.Stream(t.Context())

	if got := texts(results); got != "1, 2, 3, 4, 5, 6" {
		t.Errorf("got %s", got)
	}

	if most.Load() != atOnce {
		t.Errorf("%d were worked on at once, want %d", most.Load(), atOnce)
	}
}

// When the consumer stops, the calls in flight are cancelled, and have ended when the
// iteration ends.
func TestListResults_consumerStops(t *testing.T) {
	t.Parallel()

	var begun, over atomic.Int64

	read := 0

	results := framework.ListResults[int]{
		Items: numbers(1000, nil, &read), AtOnce: 5,
		Result: func(ctx context.Context, number int) list.ListResult {
			begun.Add(1)
			defer over.Add(1)

			if number > 1 {
				<-ctx.Done()
			}

			return result(number)
		},
	}.Stream(t.Context())

	for range results {
		break
	}

	if begun.Load() != 5 || over.Load() != begun.Load() || read != 5 {
		t.Errorf("%d were begun, %d are over, %d were read; want 5 of each", begun.Load(), over.Load(), read)
	}
}
