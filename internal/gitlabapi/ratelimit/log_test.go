package ratelimit_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

// A wait of fifty requests is one line in the log, with its reason and length.
func TestLimiter_logsLongWaitsOnce(t *testing.T) {
	t.Parallel()

	const refused, exhausted, low = "GitLab refused", "is used up", "runs low"

	for name, test := range map[string]struct {
		answers []http.HandlerFunc
		reasons []string
		left    []string
	}{
		"refused":       {[]http.HandlerFunc{refuse("Retry-After", "30"), ok}, []string{refused}, []string{"30s"}},
		"refused twice": {[]http.HandlerFunc{refuse("Retry-After", "30"), ok, refuse("Retry-After", "40"), ok}, []string{refused, refused}, []string{"30s", "40s"}},
		"short":         {[]http.HandlerFunc{refuse("Retry-After", "2"), ok}, nil, nil},
		"exhausted":     {[]http.HandlerFunc{budget(60, 0), budget(120, 99)}, []string{exhausted}, []string{"1m0s"}},
		"low": {
			[]http.HandlerFunc{budget(60, 3), budget(60, 2), budget(60, 1), budget(60, 0), budget(120, 99)},
			[]string{low},
			[]string{"1m0s"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inFakeTime(t, 1, 3, inOrder(test.answers...), func(t *testing.T, n *network) {
				var (
					output bytes.Buffer
					calls  sync.WaitGroup
				)

				ctx := tflogtest.RootLogger(t.Context(), &output)

				for range 50 {
					calls.Go(func() {
						if err := n.do(ctx, "read"); err != nil {
							t.Error(err)
						}
					})
				}

				calls.Wait()

				lines, err := tflogtest.MultilineJSONDecode(&output)
				if err != nil {
					t.Fatal(err)
				}

				lines = slices.DeleteFunc(lines, func(line map[string]any) bool { return line["@level"] == "debug" })
				if len(lines) != len(test.reasons) {
					t.Fatalf("logged %v, want %d lines", lines, len(test.reasons))
				}

				for i, line := range lines {
					if !strings.Contains(fmt.Sprint(line["reason"]), test.reasons[i]) || line["time_left"] != test.left[i] {
						t.Errorf("logged %v, want %q and %s", line, test.reasons[i], test.left[i])
					}
				}
			})
		})
	}
}
