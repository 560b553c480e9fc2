package docs_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	// direct matches a module that the code itself imports, without its major version.
	direct = regexp.MustCompile(`(?m)^\t(\S+?)(?:/v\d+)? v\S+$`)
	// module matches a module in the table of dependencies.
	module = regexp.MustCompile("`([a-z.]+/[^`]+)`")
)

// The design names each dependency with its reason, and no others.
func TestDependencies(t *testing.T) {
	t.Parallel()

	named := func(pattern *regexp.Regexp, text string) []string {
		var modules []string
		for _, match := range pattern.FindAllStringSubmatch(text, -1) {
			modules = append(modules, match[1])
		}

		return slices.Sorted(slices.Values(modules))
	}

	var rows []string

	_, table, _ := strings.Cut(read(t, repository+"/.github/DESIGN.md"), "## Dependencies")
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "|") {
			first, _, _ := strings.Cut(line[1:], "|")
			rows = append(rows, first)
		}
	}

	got, want := named(module, strings.Join(rows, "")), named(direct, read(t, repository+"/go.mod"))
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("DESIGN explains\n%s\nand go.mod requires\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
