package gitlabsim_test

import (
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// testCase is one request to a new emulator.
type testCase struct {
	name    string
	version gitlabsim.Version
	before  []string // have to succeed
	do      string
	status  int
	body    string   // exactly, as JSON; empty means no body where status is 204
	has     string   // members the body has, whatever else it has
	keys    string   // the members of the object, or of each object of the list: these and no others
	lacks   []string // members the body does not have
	header  map[string]string
}

func run(t *testing.T, cases []testCase) {
	t.Helper()

	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()

			version := tc.version
			if version == "" {
				version = gitlabsim.Newest
			}

			s := fixture(t, gitlabsim.WithVersion(version))
			s.must(tc.before...)
			tc.check(t, s.do(tc.do))
		})
	}
}

func (tc testCase) check(t *testing.T, got answer) {
	t.Helper()

	if got.status != tc.status {
		t.Fatalf("%s\nwas answered with %d, want %d\n%s", tc.do, got.status, tc.status, got.text)
	}

	if got.status == http.StatusNoContent && (got.text != "" || got.header.Get("Content-Type") != "") {
		t.Errorf("a 204 has neither body nor content type, not %q", got.text)
	}

	if tc.body != "" && !reflect.DeepEqual(got.decode(t), parse(t, tc.body)) {
		t.Errorf("%s\nwas answered with %s\nwant %s", tc.do, got.text, tc.body)
	}

	if tc.has != "" && !contains(got.decode(t), parse(t, tc.has)) {
		t.Errorf("%s\nwas answered with %s\nwhich should have %s", tc.do, got.text, tc.has)
	}

	for name, want := range tc.header {
		if value := got.header.Get(name); value != want {
			t.Errorf("%s\nwas answered with %s %q, want %q", tc.do, name, value, want)
		}
	}

	tc.checkMembers(t, got)
}

func (tc testCase) checkMembers(t *testing.T, got answer) {
	t.Helper()

	if tc.keys == "" && len(tc.lacks) == 0 {
		return
	}

	for _, object := range objects(t, got) {
		for _, name := range tc.lacks {
			if _, present := object[name]; present {
				t.Errorf("%s\nwas answered with a member %q: %s", tc.do, name, got.text)
			}
		}

		want := strings.Fields(tc.keys)
		slices.Sort(want)

		if keys := slices.Sorted(maps.Keys(object)); tc.keys != "" && !slices.Equal(keys, want) {
			t.Errorf("%s\nwas answered with the members %v, want %v", tc.do, keys, want)
		}
	}
}

// objects are the object that was answered, or those of the list.
func objects(t *testing.T, got answer) []map[string]any {
	t.Helper()

	list, isList := got.decode(t).([]any)
	if !isList {
		list = []any{got.decode(t)}
	}

	found := make([]map[string]any, len(list))

	for i, each := range list {
		object, isObject := each.(map[string]any)
		if !isObject {
			t.Fatalf("no object: %s", got.text)
		}

		found[i] = object
	}

	return found
}

func parse(t *testing.T, text string) any {
	t.Helper()

	return answer{text: text}.decode(t)
}

// contains says whether got has every member of want; lists have the same length.
func contains(got, want any) bool {
	switch want := want.(type) {
	case map[string]any:
		members, isObject := got.(map[string]any)
		if !isObject {
			return false
		}

		for name, value := range want {
			member, present := members[name]
			if !present || !contains(member, value) {
				return false
			}
		}

		return true
	case []any:
		elements, isList := got.([]any)
		if !isList || len(elements) != len(want) {
			return false
		}

		for i := range want {
			if !contains(elements[i], want[i]) {
				return false
			}
		}

		return true
	default:
		return reflect.DeepEqual(got, want)
	}
}

// repeat is a text of n letters.
func repeat(n int) string { return strings.Repeat("x", n) }
