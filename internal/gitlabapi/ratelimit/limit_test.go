package ratelimit_test

import (
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"
)

// Requests begin at certain seconds; the responses decide when they are sent.
func TestLimit_followsTheReportedBudget(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		begun   []int
		answers []http.HandlerFunc
		sent    []int
	}{
		"full speed while most is left": {
			[]int{0, 0, 0, 0},
			[]http.HandlerFunc{budget(60, 50), budget(60, 49), budget(60, 48), budget(60, 47)},
			[]int{0, 0, 0, 0},
		},
		"the last tenth is spread": {
			[]int{0, 0, 0, 0, 0},
			[]http.HandlerFunc{budget(60, 5), budget(60, 4), budget(60, 3), budget(60, 2), budget(60, 1)},
			[]int{0, 10, 20, 30, 40},
		},
		"other clients use the budget too": {
			[]int{0, 0, 0, 0},
			[]http.HandlerFunc{budget(60, 5), budget(60, 1), budget(60, 0), budget(120, 99)},
			[]int{0, 10, 35, 60},
		},
		"exhausted until it is renewed": {
			[]int{0, 0, 0},
			[]http.HandlerFunc{budget(60, 0), budget(120, 99), budget(120, 98)},
			[]int{0, 60, 60},
		},
		"a late response raises nothing": {
			[]int{0, 1, 5},
			[]http.HandlerFunc{late(3*time.Second, budget(60, 50)), budget(60, 0), budget(120, 99)},
			[]int{0, 1, 60},
		},
		"a response of the previous window raises nothing": {
			[]int{0, 9, 11, 13},
			[]http.HandlerFunc{budget(10, 50), late(3*time.Second, budget(10, 49)), budget(60, 0), budget(120, 99)},
			[]int{0, 9, 11, 60},
		},
		"a response of the previous window blocks nothing": {
			[]int{0, 9, 11, 13},
			[]http.HandlerFunc{budget(10, 50), late(3*time.Second, budget(10, 0)), late(9*time.Second, budget(60, 99)), budget(60, 98)},
			[]int{0, 9, 11, 13},
		},
		"requests in flight may not be counted yet": {
			[]int{0, 0, 0, 0},
			[]http.HandlerFunc{budget(60, 2), late(20*time.Second, budget(60, 1)), late(20*time.Second, budget(60, 0)), budget(120, 99)},
			[]int{0, 20, 40, 60},
		},
		"a response without a report counts": {
			[]int{0, 0, 0, 0},
			[]http.HandlerFunc{budget(60, 2), reply, reply, budget(120, 99)},
			[]int{0, 20, 40, 60},
		},
		"no report, no limit": {
			[]int{0, 0, 0},
			[]http.HandlerFunc{reply},
			[]int{0, 0, 0},
		},
		"a later 429 does not shorten a block": {
			[]int{0, 0, 3},
			[]http.HandlerFunc{late(time.Second, refuse("Retry-After", "30")), late(2*time.Second, refuse("Retry-After", "5")), ok},
			[]int{0, 0, 31, 32, 32},
		},
		"a response to a request from before a block ends nothing": {
			[]int{0, 0, 2, 2, 2},
			[]http.HandlerFunc{late(time.Second, refuse("Retry-After", "30")), late(2*time.Second, ok), ok},
			[]int{0, 0, 31, 32, 32, 33},
		},
		"a broken connection ends nothing": {
			[]int{0, 1, 1},
			[]http.HandlerFunc{refuse("Retry-After", "30"), broken, late(9*time.Second, ok), ok},
			[]int{0, 30, 30, 40, 40},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inFakeTime(t, 4, 3, inOrder(test.answers...), func(t *testing.T, n *network) {
				for _, at := range test.begun {
					time.Sleep(time.Until(n.begin.Add(time.Duration(at) * time.Second)))
					n.start(t, "read")
				}

				n.background.Wait()

				if got := n.times("read"); !slices.Equal(got, test.sent) {
					t.Errorf("sent at %v, want %v", got, test.sent)
				}
			})
		})
	}
}

// A budget that is renewed in days blocks nothing: GitLab's 429 decides.
func TestLimit_ignoresBudgetsRenewedInDays(t *testing.T) {
	t.Parallel()

	handler := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("RateLimit-Observed", "100")
		w.Header().Set("RateLimit-Remaining", "0")
		w.Header().Set("RateLimit-Reset", strconv.FormatInt(time.Now().Add(240*time.Hour).Unix(), 10))
		ok(w, r)
	}

	inFakeTime(t, 4, 3, handler, func(t *testing.T, n *network) {
		for range 2 {
			if err := n.do(t.Context(), "read"); err != nil {
				t.Error(err)
			}
		}

		if took := time.Since(n.begin); took != 2*time.Second {
			t.Errorf("two requests took %v, want 2s", took)
		}
	})
}

// Without further reports, the next window is assumed to have the same capacity,
// which only limits the requests in flight.
func TestLimit_assumesTheNextWindow(t *testing.T) {
	t.Parallel()

	for name, first := range map[string]http.HandlerFunc{
		"after a budget": budgetOf(5, 5, 0),
		// The header Observed counts refused requests as well.
		"after a 429": func(w http.ResponseWriter, r *http.Request) {
			budgetOf(5, 25, 0)(w, r)
			refuse("Retry-After", "10")(w, r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inFakeTime(t, 20, 3, inOrder(first, ok), func(t *testing.T, n *network) {
				n.start(t, "first")

				for range 50 {
					n.start(t, "read")
				}

				n.background.Wait()

				if n.most != 5 || len(n.times("read")) != 50 {
					t.Errorf("sent %d requests, %d at once, want all of 50, 5 at once", len(n.times("read")), n.most)
				}
			})
		})
	}
}

// budgetOf answers with a limit, the requests that GitLab observed and the rest,
// in a window that ends after 10 seconds.
func budgetOf(limit, observed, remaining int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("RateLimit-Limit", strconv.Itoa(limit))
		w.Header().Set("RateLimit-Observed", strconv.Itoa(observed))
		w.Header().Set("RateLimit-Remaining", strconv.Itoa(remaining))
		w.Header().Set("RateLimit-Reset", strconv.Itoa(bubbleEpoch+10))
	}
}
