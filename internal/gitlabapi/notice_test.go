package gitlabapi_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// Fifty who wait are one line in the log: why, and how long.
func TestLongWaitsAreLoggedOnce(t *testing.T) {
	t.Parallel()

	const refused, spent, low = "GitLab refused", "is used up", "runs low"

	for name, test := range map[string]struct {
		answers []http.HandlerFunc
		reasons []string
		left    []string
	}{
		"refused":       {[]http.HandlerFunc{tooMany("Retry-After", "30"), ok}, []string{refused}, []string{"30s"}},
		"refused twice": {[]http.HandlerFunc{tooMany("Retry-After", "30"), ok, tooMany("Retry-After", "40"), ok}, []string{refused, refused}, []string{"30s", "40s"}},
		"not for long":  {[]http.HandlerFunc{tooMany("Retry-After", "2"), ok}, nil, nil},
		"spent":         {[]http.HandlerFunc{within(60, 0), within(120, 99)}, []string{spent}, []string{"1m0s"}},
		"low": {
			[]http.HandlerFunc{within(60, 3), within(60, 2), within(60, 1), within(60, 0), within(120, 99)},
			[]string{low},
			[]string{"1m0s"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inVirtualTime(t, inOrder(test.answers...), func(t *testing.T, _ *virtual, client *gitlabapi.Client) {
				var (
					output  bytes.Buffer
					callers sync.WaitGroup
				)

				ctx := tflogtest.RootLogger(t.Context(), &output)

				for range 50 {
					callers.Go(func() {
						if err := read(ctx, client); err != nil {
							t.Error(err)
						}
					})
				}

				callers.Wait()

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
			}, func(c *gitlabapi.Config) { c.MaxConcurrentRequests = 1 })
		})
	}
}
