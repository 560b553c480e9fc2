package gitlabsim_test

import (
	"net/http"
	"testing"
)

// Formats, empty segments and the methods of a path, as Grape reads them.
func TestPaths(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{name: "2.1/a format after an id", do: `max GET /runners/3.json`, status: 200, has: `{"id":3}`},
		{name: "2.1/an unknown format after an id", do: `max GET /runners/3.xml`, status: 200, has: `{"id":3}`},
		{name: "2.1/a format after a word", do: `max GET /runners.json`, status: 200, has: `[{"id":3},{"id":4},{"id":5}]`},
		{name: "2.1/a format after a token call", do: `- POST /runners/verify.json token=$glrt3$`, status: 200, has: `{"id":3}`},
		{name: "2.1/a format after the second id", do: `max DELETE /projects/2/runners/4.json`, status: 204},
		{name: "2.1/a dot in the path of a project", do: `max GET /projects/acme%2Fweb.json`, status: 404, body: `{"message":"404 Project Not Found"}`},
		{name: "2.1/a project with a dot", before: []string{`max PUT /projects/1 path=web.json`}, do: `max GET /projects/acme%2Fweb.json`, status: 200, has: `{"id":1}`},
		{name: "2.1/an escaped dot", do: `max GET /runners/3%2Ejson`, status: 200, has: `{"id":3}`},
		{name: "2.1/empty segments", do: `max GET //runners//3/`, status: 200, has: `{"id":3}`},
		{name: "2.1/another format", do: `max GET /runners?format=xml`, status: 406, body: `{"error":"The requested format 'xml' is not supported."}`},
		{name: "2.1/another format, anonymous", do: `- GET /nothing?format=txt`, status: 406, body: `{"error":"The requested format 'txt' is not supported."}`},
		{name: "2.1/no format", do: `max GET /runners?format=`, status: 406, body: `{"error":"The requested format '' is not supported."}`},
		{name: "2.1/the format JSON", do: `max GET /runners/3?format=json`, status: 200, has: `{"id":3}`},
		{name: "2.1/methods of a list", do: `max OPTIONS /runners`, status: 204, header: map[string]string{"Allow": "OPTIONS, POST, DELETE, GET, HEAD"}},
		{name: "2.1/methods of a runner", do: `max OPTIONS /runners/99.json`, status: 204, header: map[string]string{"Allow": "OPTIONS, GET, PUT, DELETE, HEAD"}},
		{name: "2.1/methods of a word", do: `max OPTIONS /runners/all`, status: 204, header: map[string]string{"Allow": "OPTIONS, GET, HEAD"}},
		{name: "2.1/methods of a token call", do: `- OPTIONS /runners/verify`, status: 204, header: map[string]string{"Allow": "OPTIONS, POST"}},
		{name: "2.1/methods, anonymous", do: `- OPTIONS /runners`, status: 401, body: `{"message":"401 Unauthorized"}`},
	})
}

// A request that Rack cannot read is refused first, and a semicolon in a query ends a
// pair.
func TestQueries(t *testing.T) {
	t.Parallel()

	for _, tc := range []struct {
		query  string
		status int
		has    string
	}{
		{"tag_list=50%", 400, ""},
		{"tag_list=%zz", 400, ""},
		{"a=1&a[b]=2", 400, ""},
		{"a[]=1&a[b]=2", 400, ""},
		{"a[b]=1&a[]=2", 400, ""},
		{"type=group_type;", 200, `[{"id":2}]`},
		{"type=project_type;tag_list=none", 200, `[]`},
		{"type=instance_type;paused=false", 200, `[{"id":1}]`},
		{"&&type=instance_type&", 200, `[{"id":1}]`},
		{"tag_list", 200, `[{},{},{},{},{}]`},
		{"tag_list[]", 200, `[{},{},{},{},{}]`},
		{"type=group_type&type=instance_type", 200, `[{"id":1}]`},
		{"paused&type=instance_type", 200, `[{"id":1}]`},
		{"[]=c&[=d&type=instance_type", 200, `[{"id":1}]`},
		{"type[]=group_type", 400, `{"error":"type is invalid"}`},
		{"type[]=group_type&status[]=x", 400, `{"error":"type is invalid, status is invalid, status does not have a valid value"}`},
		{"info[a][]=1&info[a][]=2&info[b][c]=3&x[][y]=1&x[][z]=2&x[][y]=3", 200, `[{},{},{},{},{}]`},
	} {
		t.Run("2.1/"+tc.query, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)
			got := s.send(http.MethodGet, "/runners/all?"+tc.query, "", s.header("root", ""))
			testCase{do: tc.query, status: tc.status, has: tc.has}.check(t, got)

			if tc.has == "" && got.text != "Bad Request" {
				t.Errorf("answered with %q, want Bad Request", got.text)
			}
		})
	}
}

// An answer that the client has already is not sent again.
func TestConditionalRequests(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	first := s.must(`max GET /runners/3`)

	tag := first.header.Get("ETag")
	if want := `W/"`; len(tag) != 36 || tag[:3] != want {
		t.Fatalf("2.1: the ETag is %q", tag)
	}

	if control := first.header.Get("Cache-Control"); control != "max-age=0, private, must-revalidate" {
		t.Errorf("2.1: Cache-Control is %q", control)
	}

	ask := func(path string) answer {
		header := s.header("max", "")
		header.Set("If-None-Match", tag)

		return s.send(http.MethodGet, path, "", header)
	}

	if got := ask("/runners/3"); got.status != http.StatusNotModified || got.text != "" || got.header.Get("Content-Type") != "" ||
		got.header.Get("ETag") != tag {
		t.Errorf("2.1: answered with %d %q of %q, want 304", got.status, got.text, got.header.Get("Content-Type"))
	}

	testCase{do: "2.1/journal", status: 200, has: `{"status":304}`}.check(t, entry(t, s, -1))

	s.must(`max PUT /runners/3 locked=true`)
	testCase{do: "2.1/changed", status: 200, has: `{"locked":true}`}.check(t, ask("/runners/3"))

	if refused := ask("/runners/99"); refused.header.Get("ETag") != "" || refused.header.Get("Cache-Control") != "no-cache" {
		t.Errorf("2.1: a 404 has the ETag %q and Cache-Control %q", refused.header.Get("ETag"), refused.header.Get("Cache-Control"))
	}
}
