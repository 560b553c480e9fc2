package docs_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// The changelog is the output of "changie merge". A line that is only in CHANGELOG.md
// would be lost with the next merge.
func TestChangelog_merged(t *testing.T) {
	t.Parallel()

	folder := filepath.Join(repository, ".changes")

	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%d files in %s, want the header and a version (%v)", len(files), folder, err)
	}

	rest := read(t, filepath.Join(repository, "CHANGELOG.md"))

	for _, file := range files {
		text := read(t, file)
		if strings.Count(rest, text) != 1 {
			t.Errorf("CHANGELOG.md does not have the text of %s: run changie merge", filepath.Base(file))
		}

		rest = strings.Replace(rest, text, "", 1)
	}

	if rest = strings.TrimSpace(rest); rest != "" {
		t.Errorf("no file in %s has this part of CHANGELOG.md:\n%s", folder, rest)
	}
}
