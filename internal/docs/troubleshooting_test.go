package docs_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// explained are the first lines that the guide explains: what stands in code
// font in the first column of a table.
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

// Every error and warning of the provider has its place in the guide, once in
// each part where it can be met, and the guide explains nothing else.
func TestTroubleshooting_explainsEverySummary(t *testing.T) {
	t.Parallel()

	lines := explained(t)
	summaries := parseSource(t).summaries(t)

	for _, described := range tfdiag.Catalogue() {
		summaries[described.Summary] = string(described.ID)
	}

	// A summary with an open end is explained by what it can be.
	explains := func(line, summary string) bool {
		start, _, open := strings.Cut(summary, anything)

		return line == summary || open && strings.HasPrefix(line, start)
	}

	for summary, place := range summaries {
		if !slices.ContainsFunc(lines, func(line string) bool { return explains(line, summary) }) {
			t.Errorf("%s: the guide does not explain %q", place, summary)
		}
	}

	for _, line := range lines {
		if _, found := summaries[line]; !found {
			t.Errorf("the guide explains %q, which nothing prints", line)
		}
	}

	if len(summaries) < 80 {
		t.Errorf("only %d summaries were found", len(summaries))
	}
}
