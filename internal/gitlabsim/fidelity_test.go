package gitlabsim_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// page is FIDELITY.md: its tables by their headings, as rows of cells.
func page(t *testing.T) map[string][][]string {
	t.Helper()

	text, err := os.ReadFile("FIDELITY.md")
	if err != nil {
		t.Fatal(err)
	}

	tables := map[string][][]string{}
	heading := ""

	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if title, isHeading := strings.CutPrefix(line, "## "); isHeading {
			heading = title
		}

		if strings.HasPrefix(line, "| ") {
			tables[heading] = append(tables[heading], strings.Split(strings.Trim(line, "| "), " | "))
		}
	}

	for heading, rows := range tables {
		for _, row := range rows {
			if len(row) != len(rows[0]) {
				t.Errorf("%s: the row %q has %d cells, want %d", heading, row, len(row), len(rows[0]))
			}
		}

		tables[heading] = rows[1:] // without the names of the columns
	}

	return tables
}

// literals are the strings in the tests, by the name of the test function.
func literals(t *testing.T) map[string][]string {
	t.Helper()

	found := map[string][]string{}

	for _, file := range sources(t, "*_test.go") {
		for _, declaration := range file.Decls {
			function, isFunction := declaration.(*ast.FuncDecl)
			if !isFunction || !strings.HasPrefix(function.Name.Name, "Test") {
				continue
			}

			found[function.Name.Name] = []string{}

			ast.Inspect(function, func(n ast.Node) bool {
				if literal, isLiteral := n.(*ast.BasicLit); isLiteral && literal.Kind == token.STRING {
					if text, err := strconv.Unquote(literal.Value); err == nil {
						found[function.Name.Name] = append(found[function.Name.Name], text)
					}
				}

				return true
			})
		}
	}

	return found
}

// sources are files of the package, by name.
func sources(t *testing.T, pattern string) map[string]*ast.File {
	t.Helper()

	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}

	files := map[string]*ast.File{}

	for _, name := range names {
		if files[name], err = parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments); err != nil {
			t.Fatal(err)
		}
	}

	return files
}

var quoted = regexp.MustCompile("`([^`]+)`")

// words are what a cell has in code quotes.
func words(cell string) []string {
	var found []string

	for _, match := range quoted.FindAllStringSubmatch(cell, -1) {
		found = append(found, match[1])
	}

	return found
}

// Every part of the API names the tests whose cases have its number, and no others.
func TestFidelityOfParts(t *testing.T) {
	t.Parallel()

	section := regexp.MustCompile(`^(\d+(?:\.\d+)?)[/:]`)
	stated := map[string][]string{}

	for name, texts := range literals(t) {
		for _, text := range texts {
			if match := section.FindStringSubmatch(text); match != nil && !slices.Contains(stated[match[1]], name) {
				stated[match[1]] = append(stated[match[1]], name)
			}
		}
	}

	for _, row := range page(t)["What is emulated"] {
		number, tests := row[0], words(row[3])
		slices.Sort(stated[number])

		if !slices.Equal(tests, stated[number]) {
			t.Errorf("%s names the tests %v, and these have its number: %v", number, tests, stated[number])
		}

		delete(stated, number)
	}

	if len(stated) > 0 {
		t.Errorf("no row has these: %v", stated)
	}
}

// Every mark in the code has its row, and every row its mark and its tests.
func TestFidelityOfMarks(t *testing.T) {
	t.Parallel()

	mark := regexp.MustCompile(`Unverified: ([^.]+)\.`)
	careless := regexp.MustCompile(`\b(unverified|[Ii]nferred)\b`)
	marked := map[string]string{} // the file by the words

	for name, file := range sources(t, "*.go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}

		for _, comment := range file.Comments {
			if word := careless.FindString(comment.Text()); word != "" {
				t.Errorf("%s says %q; the mark is Unverified: and a few words", name, word)
			}

			for _, match := range mark.FindAllStringSubmatch(comment.Text(), -1) {
				marked[match[1]] = name
			}
		}
	}

	texts := literals(t)

	for _, row := range page(t)["Where GitLab's behaviour is not known for certain"] {
		if file := "`" + marked[row[0]] + "`"; row[3] != file {
			t.Errorf("%q names the file %s, and is marked in %s", row[0], row[3], file)
		}

		if tests := words(row[4]); len(tests) == 0 || !exist(tests, texts) {
			t.Errorf("%q names the tests %q, which there are not", row[0], tests)
		}

		delete(marked, row[0])
	}

	if len(marked) > 0 {
		t.Errorf("no row has these: %v", slices.Sorted(maps.Keys(marked)))
	}
}

// exist says whether tests, such as TestIt or TestIt/a case, are in the code.
func exist(tests []string, texts map[string][]string) bool {
	return !slices.ContainsFunc(tests, func(test string) bool {
		function, name, hasName := strings.Cut(test, "/")
		names, isTest := texts[function]

		return !isTest || hasName && !slices.Contains(names, name)
	})
}

func TestFidelityOfBounds(t *testing.T) {
	t.Parallel()

	texts := literals(t)

	for _, row := range page(t)["Bounds"] {
		if tests := words(row[3]); len(tests) == 0 || !exist(tests, texts) {
			t.Errorf("%q names the tests %q, which there are not", row[0], tests)
		}
	}
}

// Every change of version.go has its row, with its release, and the row says
// whether the release is an estimate.
func TestFidelityOfReleases(t *testing.T) {
	t.Parallel()

	source, err := os.ReadFile("version.go")
	if err != nil {
		t.Fatal(err)
	}

	since := map[string]string{}
	for _, match := range regexp.MustCompile(`(?m)^\t(\w+) += behaviour\{release\{(\d+), (\d+)\}, ("[^"]*")`).FindAllSubmatch(source, -1) {
		release := string(match[2]) + "." + string(match[3])
		if bytes.Contains(match[4], []byte("about")) {
			release = "about " + release
		}

		since[string(match[1])] = release
	}

	texts := literals(t)

	for _, row := range page(t)["What changed in which release"] {
		change, test := words(row[2])[0], words(row[3])[0]
		if since[change] != row[0] {
			t.Errorf("%s is of %q, the page says %s", change, since[change], row[0])
		}

		if texts[test] == nil || test == "TestReleases" && !slices.Contains(texts[test], change) {
			t.Errorf("%s does not name %s", test, change)
		}

		delete(since, change)
	}

	if len(since) > 0 {
		t.Errorf("no row has these: %v", since)
	}
}
