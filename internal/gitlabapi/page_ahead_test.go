package gitlabapi_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// fleet answers a list of runners in pages, each after a second.
type fleet struct {
	mu        sync.Mutex
	rows      []int64
	uncounted bool           // without totals
	refuses   int            // the number of a page
	then      func(page int) // is called after each page
}

func newFleet(size int) *fleet {
	f := &fleet{}
	for id := range size {
		f.rows = append(f.rows, int64(id+1))
	}

	return f
}

func (f *fleet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	number, _ := strconv.Atoi(r.URL.Query().Get("page"))
	number = max(number, 1)

	// Later pages are answered sooner.
	time.Sleep(time.Second - time.Duration(number)*time.Millisecond)

	f.mu.Lock()
	defer f.mu.Unlock()

	if number == f.refuses {
		reply(403, `{"message":"403 Forbidden"}`)(w, r)

		return
	}

	from, to := min((number-1)*100, len(f.rows)), min(number*100, len(f.rows))

	if to < len(f.rows) {
		w.Header().Set("X-Next-Page", strconv.Itoa(number+1))
	}

	if !f.uncounted {
		w.Header().Set("X-Total", strconv.Itoa(len(f.rows)))
		w.Header().Set("X-Total-Pages", strconv.Itoa((len(f.rows)+99)/100))
	}

	items := make([]string, 0, to-from)
	for _, id := range f.rows[from:to] {
		items = append(items, fmt.Sprintf(`{"id":%d}`, id))
	}

	reply(200, "["+strings.Join(items, ",")+"]")(w, r)

	if f.then != nil {
		f.then(number)
	}
}

// list reads a number of runners, or all for 0.
func list(ctx context.Context, client *gitlabapi.Client, whole bool, most int) ([]int64, error) {
	var ids []int64

	for runner, err := range client.AllRunners(ctx, gitlabapi.RunnersQuery{Whole: whole}) {
		if err != nil {
			return ids, err
		}

		if ids = append(ids, runner.ID); len(ids) == most {
			break
		}
	}

	return ids, nil
}

// pagesAt are the times of the requests, in whole seconds.
func (n *fakeNetwork) pagesAt() string {
	return strings.Trim(fmt.Sprint(n.times("GET /runners/all")), "[]")
}

func TestList_readsPagesConcurrently(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		rows    int
		change  func(*fleet)
		partly  bool
		most    int
		pagesAt string
		want    int // rows, 1 to that
		fails   bool
	}{
		"concurrently":               {rows: 950, pagesAt: "0 1 1 1 1 2 2 2 2 3", want: 950},
		"one page":                   {rows: 100, pagesAt: "0", want: 100},
		"empty":                      {rows: 0, pagesAt: "0"},
		"not wanted whole":           {rows: 350, partly: true, pagesAt: "0 1 2 3", want: 350},
		"not wanted further":         {rows: 950, partly: true, most: 100, pagesAt: "0", want: 100},
		"not wanted further, whole":  {rows: 950, most: 100, pagesAt: "0", want: 100},
		"left in the middle":         {rows: 950, most: 150, pagesAt: "0 1 1 1 1", want: 150},
		"not counted":                {rows: 350, change: func(f *fleet) { f.uncounted = true }, pagesAt: "0 1 2 3", want: 350},
		"longer than is counted":     {rows: 10_050, most: 250, pagesAt: "0 1 2", want: 250},
		"a page is refused":          {rows: 950, change: func(f *fleet) { f.refuses = 4 }, pagesAt: "0 1 1 1 1", want: 300, fails: true},
		"one more while it was read": {rows: 200, change: func(f *fleet) { f.then = func(int) { f.rows = append(f.rows, 201); f.then = nil } }, pagesAt: "0 1 2", want: 201},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			fleet := newFleet(test.rows)
			if test.change != nil {
				test.change(fleet)
			}

			inFakeTime(t, fleet.ServeHTTP, func(t *testing.T, n *fakeNetwork, client *gitlabapi.Client) {
				got, err := list(t.Context(), client, !test.partly, test.most)
				if (err != nil) != test.fails {
					t.Error(err)
				}

				if want := newFleet(test.want).rows; !slices.Equal(got, want) {
					t.Errorf("read %d rows %v, want %d in order", len(got), got, len(want))
				}

				// Requests after a failure may begin before they are cancelled.
				if at := n.pagesAt(); at != test.pagesAt && !(test.fails && strings.HasPrefix(at, test.pagesAt)) {
					t.Errorf("pages were requested at %s, want %s", at, test.pagesAt)
				}
			})
		})
	}
}

// A caller that stops early does not wait for the pages in flight.
func TestList_cancelsPagesInFlight(t *testing.T) {
	t.Parallel()

	fleet := newFleet(950)
	slowly := func(w http.ResponseWriter, r *http.Request) {
		if page := r.URL.Query().Get("page"); page != "" && page != "2" {
			time.Sleep(30 * time.Second)
		}

		fleet.ServeHTTP(w, r)
	}

	inFakeTime(t, slowly, func(t *testing.T, n *fakeNetwork, client *gitlabapi.Client) {
		if _, err := list(t.Context(), client, true, 150); err != nil || time.Since(n.begin) > 2*time.Second {
			t.Errorf("left after %v with %v", time.Since(n.begin), err)
		}

		// The slots are free again.
		if err := read(t.Context(), client); err == nil || time.Since(n.begin) > 3*time.Second {
			t.Errorf("the next request took until %v: %v", time.Since(n.begin), err)
		}
	})
}

// A row that is deleted meanwhile moves another row to a page that was read
// already.
func TestList_findsMovedRows(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		deleted   int // times that the first row is deleted after the first page
		uncounted bool
		lost      int
		pagesAt   string
	}{
		"once":        {deleted: 1, pagesAt: "0 1 1 2 3 3"},
		"each time":   {deleted: 9, pagesAt: "0 1 1 2 3 3 4 5 5"},
		"not counted": {deleted: 1, uncounted: true, lost: 1, pagesAt: "0 1 2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			fleet := newFleet(300)
			fleet.uncounted = test.uncounted
			deletions := test.deleted
			fleet.then = func(page int) {
				if page == 1 && deletions > 0 {
					fleet.rows = fleet.rows[1:]
					deletions--
				}
			}

			inFakeTime(t, fleet.ServeHTTP, func(t *testing.T, n *fakeNetwork, client *gitlabapi.Client) {
				var output bytes.Buffer

				got, err := list(tflogtest.RootLogger(t.Context(), &output), client, true, 0)
				if err != nil {
					t.Fatal(err)
				}

				missing := 0

				for _, id := range fleet.rows {
					if !slices.Contains(got, id) {
						missing++
					}
				}

				if missing != test.lost {
					t.Errorf("%d rows are missing, want %d", missing, test.lost)
				}

				if slices.Sort(got); len(slices.Compact(got)) != len(got) {
					t.Errorf("rows came twice: %v", got)
				}

				if n.pagesAt() != test.pagesAt {
					t.Errorf("pages were requested at %s, want %s", n.pagesAt(), test.pagesAt)
				}

				if warned := strings.Contains(output.String(), "may lack a row"); warned != (test.deleted > 1) {
					t.Errorf("the log is:\n%s", output.String())
				}
			})
		})
	}
}

// A list that a cache repeats is an error.
func TestList_repeatsItsPages(t *testing.T) {
	t.Parallel()

	inFakeTime(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Next-Page", "2")
		reply(200, `[{"id":1}]`)(w, r)
	}, func(t *testing.T, n *fakeNetwork, client *gitlabapi.Client) {
		got, err := list(t.Context(), client, true, 0)
		if err == nil || !slices.Equal(got, []int64{1}) || len(n.sent) != 102 {
			t.Errorf("read %v and %v in %d pages", got, err, len(n.sent))
		}
	})
}
