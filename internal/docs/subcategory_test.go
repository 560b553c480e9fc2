package docs_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

var subcategory = regexp.MustCompile(`(?m)^subcategory: "(.*)"$`)

// The registries list the subcategories in alphabetical order, and the pages of each
// as well. "Your first fleet" comes first.
func TestSubcategories_firstFleetFirst(t *testing.T) {
	t.Parallel()

	byName := make(map[string][]string)

	for _, page := range pages(t, "docs", ".md") {
		name := filepath.Base(page)
		if name == "index.md" {
			continue
		}

		match := subcategory.FindStringSubmatch(read(t, page))
		if match == nil || match[1] == "" {
			t.Errorf("%s has no subcategory", page)

			continue
		}

		byName[match[1]] = append(byName[match[1]], name)
	}

	var names []string
	for name := range byName {
		names = append(names, name)
	}

	if len(names) < 3 {
		t.Fatalf("only the subcategories %v were found", names)
	}

	if first := slices.Min(names); !slices.Equal(byName[first], []string{"first-fleet.md"}) {
		t.Errorf("the first subcategory %q has the pages %v", first, byName[first])
	}
}
