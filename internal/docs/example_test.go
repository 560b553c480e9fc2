package docs_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every page of an object has several examples, each with a title and its purpose.
func TestExamples_severalWithTitles(t *testing.T) {
	t.Parallel()

	kinds := []string{"actions", "data-sources", "ephemeral-resources", "functions", "list-resources", "resources"}
	// The title is followed by a sentence that says what the example is for.
	title := regexp.MustCompile(`(?m)^### .+\n\n[A-Z].*\.\n`)
	checked := 0

	for _, page := range pages(t, "docs", ".md") {
		if !slices.Contains(kinds, filepath.Base(filepath.Dir(page))) {
			continue
		}

		_, examples, _ := strings.Cut(read(t, page), "\n## Example Usage\n")
		examples, _, _ = strings.Cut(examples, "\n## ")
		checked++

		if titles := title.FindAllString(examples, -1); len(titles) < 2 {
			t.Errorf("%s has the titles of examples %q, want two or more", page, titles)
		}

		if blocks := strings.Count(examples, "\n```terraform\n"); blocks < len(title.FindAllString(examples, -1)) {
			t.Errorf("%s has a title without an example", page)
		}
	}

	if checked < 15 {
		t.Fatalf("found only %d pages", checked)
	}
}
