package gitlabapi_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

func page(link, next, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if link != "" {
			w.Header().Set("Link", link)
		}

		w.Header().Set("X-Next-Page", next)
		reply(200, body)(w, r)
	}
}

func TestList_followsPages(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		pages   []http.HandlerFunc
		want    []int64
		queries []string
	}{
		"empty": {[]http.HandlerFunc{page("", "", `[]`)}, nil, []string{"order_by=id&pagination=keyset&per_page=100&sort=asc&status=running"}},
		"by page number": {
			[]http.HandlerFunc{page("", "2", `[{"id":1},{"id":2}]`), page("", "", `[{"id":3}]`)},
			[]int64{1, 2, 3},
			[]string{"order_by=id&pagination=keyset&per_page=100&sort=asc&status=running", "order_by=id&page=2&pagination=keyset&per_page=100&sort=asc&status=running"},
		},
		"by link instead of number": {
			[]http.HandlerFunc{page(`<http://inside/api/v4/x?cursor=abc&per_page=100>; rel="next"`, "2", `[{"id":1}]`), page("", "", `[{"id":2}]`)},
			[]int64{1, 2},
			[]string{"order_by=id&pagination=keyset&per_page=100&sort=asc&status=running", "cursor=abc&order_by=id&pagination=keyset&per_page=100&sort=asc&status=running"},
		},
		"a malformed link": {
			[]http.HandlerFunc{page(`<x>; rel, ;`, "", `[{"id":1}]`)},
			[]int64{1},
			[]string{"order_by=id&pagination=keyset&per_page=100&sort=asc&status=running"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := serve(t, test.pages...)
			client, _ := s.client(t)

			var got []int64

			for job, err := range client.RunnerJobs(t.Context(), 1, gitlabapi.JobsQuery{Status: gitlabapi.JobRunning}) {
				if err != nil {
					t.Fatal(err)
				}

				got = append(got, job.ID)
			}

			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}

			for i, request := range s.requests {
				if request.URL.RawQuery != test.queries[i] {
					t.Errorf("request %d asked %s, want %s", i, request.URL.RawQuery, test.queries[i])
				}
			}

			if s.count() != len(test.queries) {
				t.Errorf("%d requests, want %d", s.count(), len(test.queries))
			}
		})
	}
}

func TestList_stopsWithItsCaller(t *testing.T) {
	t.Parallel()

	s := serve(t, page("", "2", `[{"id":1},{"id":2}]`))
	client, _ := s.client(t)

	for _, err := range client.RunnerJobs(t.Context(), 1, gitlabapi.JobsQuery{}) {
		if err != nil {
			t.Fatal(err)
		}

		break
	}

	if s.count() != 1 {
		t.Errorf("%d requests, want 1", s.count())
	}
}

func TestList_endsWithAnError(t *testing.T) {
	t.Parallel()

	s := serve(t, page("", "2", `[{"id":1}]`), reply(403, `{"message":"403 Forbidden"}`))
	client, _ := s.client(t)

	var seen []string

	for job, err := range client.RunnerJobs(t.Context(), 1, gitlabapi.JobsQuery{}) {
		seen = append(seen, fmt.Sprint(job.ID, gitlabapi.HasStatus(err, 403)))
	}

	if want := []string{"1 false", "0 true"}; !slices.Equal(seen, want) {
		t.Errorf("saw %v, want %v", seen, want)
	}
}

// A list with new rows on every page is an error after a million rows.
func TestList_isEndless(t *testing.T) {
	t.Parallel()

	requests := 0
	client := over(t, func(*http.Request) *http.Response {
		requests++

		return response(200, http.Header{"Content-Type": {"application/json"}, "X-Next-Page": {fmt.Sprint(requests + 1)}}, fmt.Sprintf(`[{"id":%d}]`, requests))
	})

	_, err := all(client.RunnerJobs(t.Context(), 1, gitlabapi.JobsQuery{}))
	if err == nil || !strings.Contains(err.Error(), "it continues after 10001 pages") {
		t.Errorf("got %v", err)
	}

	if requests != 10_001 {
		t.Errorf("%d pages were read", requests)
	}
}
