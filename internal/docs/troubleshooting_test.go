package docs_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// explained are the summaries that the guide explains: those in code font in the first
// column of a table.
func explained(t *testing.T) []string {
	t.Helper()

	var lines []string

	for row := range strings.Lines(read(t, filepath.Join(templates, "guides", "troubleshooting.md.tmpl"))) {
		cells := strings.Split(row, " | ")
		if len(cells) != 3 {
			continue
		}

		for _, match := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[0], -1) {
			lines = append(lines, match[1])
		}
	}

	return lines
}

// The guide explains every error and warning of the catalogue once in each part where it
// can occur, and no others.
func TestTroubleshooting_catalogue(t *testing.T) {
	t.Parallel()

	lines := explained(t)
	known := make(map[string]bool)

	for _, described := range tfdiag.Catalogue() {
		known[described.Summary] = true

		if !slices.Contains(lines, described.Summary) {
			t.Errorf("%s: the guide does not explain %q", described.ID, described.Summary)
		}
	}

	for _, line := range lines {
		if !known[line] {
			t.Errorf("the guide explains %q, which is not in the catalogue", line)
		}
	}
}

// Only the catalogue has texts of diagnostics: other packages raise them by their
// identifiers.
func TestDiagnostics_areInTheCatalogue(t *testing.T) {
	t.Parallel()

	makes := regexp.MustCompile(`\.(Add(Attribute)?(Error|Warning)|New(Attribute)?(Error|Warning)Diagnostic)\(`)

	for _, path := range pages(t, "internal", ".go") {
		folder := strings.Split(strings.TrimPrefix(path, filepath.Join(repository, "internal")+"/"), "/")[0]
		if strings.HasSuffix(path, "_test.go") || slices.Contains([]string{"tfdiag", "acctest", "cmd", "sandbox", "standin"}, folder) {
			continue
		}

		if found := makes.FindString(read(t, path)); found != "" {
			t.Errorf("%s makes a diagnostic of its own with %s", path, found)
		}
	}
}
