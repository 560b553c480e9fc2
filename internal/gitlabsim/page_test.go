package gitlabsim_test

import (
	"net/http"
	"testing"
)

func TestOffsetPagination(t *testing.T) {
	t.Parallel()

	const (
		all     = `<http://gitlab.test/api/v4/runners/all?`
		jobs    = `<http://gitlab.test/api/v4/runners/4/jobs?`
		group   = `<http://gitlab.test/api/v4/groups/1/runners?`
		project = `<http://gitlab.test/api/v4/projects/acme%2Fweb/runners?id=acme%2Fweb&`
	)

	for _, tc := range []struct {
		name, query, has string
		header           map[string]string
	}{
		{
			"first", "/runners/all?per_page=2", `[{"id":1},{"id":2}]`,
			map[string]string{
				"X-Page": "1", "X-Per-Page": "2", "X-Next-Page": "2", "X-Prev-Page": "", "X-Total": "5", "X-Total-Pages": "3",
				"Link": all + `page=2&per_page=2>; rel="next", ` + all + `page=1&per_page=2>; rel="first", ` +
					all + `page=3&per_page=2>; rel="last"`,
			},
		},
		{
			"middle, the query repeated", "/runners/all?per_page=1&page=2&status=never_contacted&tag_list[]=linux", `[{"id":2}]`,
			map[string]string{
				"X-Page": "2", "X-Next-Page": "", "X-Prev-Page": "1", "X-Total": "2", "X-Total-Pages": "2",
				"Link": all + `page=1&per_page=1&status=never_contacted&tag_list%5B%5D=linux>; rel="prev", ` +
					all + `page=1&per_page=1&status=never_contacted&tag_list%5B%5D=linux>; rel="first", ` +
					all + `page=2&per_page=1&status=never_contacted&tag_list%5B%5D=linux>; rel="last"`,
			},
		},
		{
			"past the end", "/runners/all?page=9", `[]`,
			map[string]string{"X-Page": "9", "X-Next-Page": "", "X-Prev-Page": "8", "X-Total": "5", "X-Total-Pages": "1"},
		},
		{
			"last", "/runners/all?per_page=2&page=3", `[{"id":5}]`,
			map[string]string{
				"X-Page": "3", "X-Next-Page": "", "X-Prev-Page": "2", "X-Total": "5", "X-Total-Pages": "3",
				"Link": all + `page=2&per_page=2>; rel="prev", ` + all + `page=1&per_page=2>; rel="first", ` +
					all + `page=3&per_page=2>; rel="last"`,
			},
		},
		{
			"the middle of three", "/runners/all?per_page=2&page=2", `[{"id":3},{"id":4}]`,
			map[string]string{
				"Link": all + `page=1&per_page=2>; rel="prev", ` + all + `page=3&per_page=2>; rel="next", ` +
					all + `page=1&per_page=2>; rel="first", ` + all + `page=3&per_page=2>; rel="last"`,
			},
		},
		{
			"the defaults", "/runners/all", `[{"id":1},{"id":2},{"id":3},{"id":4},{"id":5}]`,
			map[string]string{"X-Page": "1", "X-Per-Page": "20"},
		},
		{
			"the id of a group in the links", "/groups/1/runners?per_page=5", `[{},{}]`,
			map[string]string{"Link": group + `id=1&page=1&per_page=5>; rel="first", ` + group + `id=1&page=1&per_page=5>; rel="last"`},
		},
		{
			"the id of a runner in the links", "/runners/4/jobs", `[]`,
			map[string]string{"Link": jobs + `id=4&page=1&per_page=20>; rel="first", ` + jobs + `id=4&page=1&per_page=20>; rel="last"`},
		},
		{
			"page zero", "/runners/all?page=0", `[{},{},{},{},{}]`, map[string]string{"X-Page": "1"},
		},
		{
			"empty", "/runners/all?status=paused", `[]`,
			map[string]string{"X-Total": "0", "X-Total-Pages": "1", "X-Per-Page": "20"},
		},
		{
			"cut to a hundred", "/runners/all?per_page=1000", `[{},{},{},{},{}]`, map[string]string{"X-Per-Page": "100"},
		},
		{
			"negative", "/runners/all?page=-1&per_page=-1", `[{},{},{},{},{}]`,
			map[string]string{"X-Page": "1", "X-Per-Page": "20"},
		},
		{
			"beyond every page", "/runners/all?page=9223372036854775807", `[]`, map[string]string{"X-Next-Page": ""},
		},
		{
			"the id of a project in the links", "/projects/acme%2Fweb/runners?per_page=5", `[{},{},{},{},{}]`,
			map[string]string{"Link": project + `page=1&per_page=5>; rel="first", ` + project + `page=1&per_page=5>; rel="last"`},
		},
	} {
		t.Run("7.3/"+tc.name, func(t *testing.T) {
			t.Parallel()

			got := fixture(t).do(`root GET ` + tc.query)
			testCase{do: tc.query, status: http.StatusOK, has: tc.has}.check(t, got)

			for name, want := range tc.header {
				if values := got.header[name]; len(values) != 1 || values[0] != want {
					t.Errorf("%s is %q, want %q", name, values, want)
				}
			}
		})
	}
}

func TestManyRowsAreNotCounted(t *testing.T) {
	t.Parallel()

	s := newSim(t)

	for range 10_001 {
		s.send(http.MethodPost, "/user/runners?runner_type=instance_type", "", http.Header{"Private-Token": {"glpat-root"}})
	}

	got := s.do(`root GET /runners/all?per_page=100&page=100`)
	for _, name := range []string{"X-Total", "X-Total-Pages"} {
		if _, present := got.header[name]; present {
			t.Errorf("7.3: %s is there above 10,000 rows", name)
		}
	}

	want := `<http://gitlab.test/api/v4/runners/all?page=99&per_page=100>; rel="prev", ` +
		`<http://gitlab.test/api/v4/runners/all?page=101&per_page=100>; rel="next", ` +
		`<http://gitlab.test/api/v4/runners/all?page=1&per_page=100>; rel="first"`
	if got.header.Get("Link") != want || got.header.Get("X-Next-Page") != "101" {
		t.Errorf("7.3: Link is %q, want %q", got.header.Get("Link"), want)
	}

	s.must(`root DELETE /runners/5000`)

	if got := s.do(`root GET /runners/all`); got.header.Get("X-Total") != "10000" {
		t.Errorf("7.3: X-Total at 10,000 rows is %q", got.header.Get("X-Total"))
	}
}
