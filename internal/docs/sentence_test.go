package docs_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The description of every optional attribute says what applies without it.
func TestSentences_optionalAttributes(t *testing.T) {
	t.Parallel()

	says := regexp.MustCompile(`Defaults? to|If omitted|Required (for|with)|Exactly one`)
	attribute := regexp.MustCompile("(?m)^- `(\\w+)` \\(.*$")
	count := 0

	for _, page := range pages(t, "docs", ".md") {
		text := read(t, page)
		if filepath.Base(filepath.Dir(page)) == "guides" {
			continue
		}

		for _, part := range regexp.MustCompile(`(?m)^(?:### )?Optional:?$`).Split(text, -1)[1:] {
			part, _, _ = strings.Cut(part, "\n#")
			part, _, _ = strings.Cut(part, "\n<a id")
			part, _, _ = strings.Cut(part, "\nRead-Only")

			for _, line := range attribute.FindAllStringSubmatch(part, -1) {
				if count++; !says.MatchString(line[0]) {
					t.Errorf("%s: %s does not say what holds without it", page, line[1])
				}
			}
		}
	}

	if count < 60 {
		t.Errorf("only %d attributes were found", count)
	}
}

// The description of every attribute begins with what the attribute is.
func TestSentences_firstWord(t *testing.T) {
	t.Parallel()

	attribute := regexp.MustCompile("(?m)^- `(\\w+)` \\([^)]*\\) (\\S+).*$")
	count := 0

	for _, page := range pages(t, "docs", ".md") {
		if filepath.Base(filepath.Dir(page)) == "guides" {
			continue
		}

		for _, line := range attribute.FindAllStringSubmatch(read(t, page), -1) {
			switch count++; line[2] {
			case "The", "A", "An", "Any", "Whether", "Arbitrary", "HTTP":
			default:
				t.Errorf("%s: %s", page, line[0])
			}
		}
	}

	if count < 200 {
		t.Errorf("only %d attributes were found", count)
	}
}
