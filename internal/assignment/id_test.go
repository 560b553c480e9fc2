package assignment

import "testing"

func TestParseID(t *testing.T) {
	t.Parallel()

	for id, want := range map[string]struct {
		runner  int64
		project string
	}{
		"42:7":                  {42, "7"},
		"42:group/project":      {42, "group/project"},
		"42:group/sub/pro.je-t": {42, "group/sub/pro.je-t"},
	} {
		runner, project, ok := parseID(id)
		if !ok || runner != want.runner || project != want.project {
			t.Errorf("parseID(%q) = %d, %q, %v", id, runner, project, ok)
		}
	}

	for _, id := range []string{"", "42", "42:", ":7", "0:7", "-1:7", "42:0", "42:-7", "42:project", "x:7", "42:7:9", "42:/x", "42:a//b", "42:a b/c", "42:a/b?c", "42:%2e/x"} {
		if runner, project, ok := parseID(id); ok {
			t.Errorf("parseID(%q) = %d, %q; want an error", id, runner, project)
		}
	}
}
