package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	repository = "../.."
	templates  = repository + "/templates"

	// home is the address of files of the repository in pages that the registries show.
	home = "https://github.com/gitlabrunner/terraform-provider-gitlabrunner/blob/main/"

	// registry is the address of other pages in pages that the registries show. A relative
	// link does not work: the registries do not change links, serve the first page at
	// another depth than the others, and have no files that end in .md.
	registry = "https://registry.terraform.io/providers/gitlabrunner/gitlabrunner/latest/docs"
)

func read(t *testing.T, path string) string {
	t.Helper()

	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}

	return string(text)
}

// pages are the files of a folder, and below it, whose names have one of the
// endings.
func pages(t *testing.T, folder string, endings ...string) []string {
	t.Helper()

	var found []string

	err := filepath.WalkDir(filepath.Join(repository, folder), func(path string, entry fs.DirEntry, err error) error {
		for _, ending := range endings {
			if err == nil && !entry.IsDir() && strings.HasSuffix(path, ending) {
				found = append(found, path)
			}
		}

		return err
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("found %d pages in %s: %v", len(found), folder, err)
	}

	return found
}

var (
	code     = regexp.MustCompile("(?ms)^ *```.*?^ *```|`[^`\n]*`")
	link     = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	heading  = regexp.MustCompile(`(?m)^#+ +(.+)$`)
	fence    = regexp.MustCompile("(?ms)^ *```.*?^ *```")
	dropped  = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	absolute = regexp.MustCompile(`^(https?|mailto):`)
)

// Every link to another page leads to an existing page and heading.
func TestLinks(t *testing.T) {
	t.Parallel()

	all := append(pages(t, "docs", ".md"), pages(t, ".github", ".md")...)
	all = append(all, pages(t, "internal", ".md")...)
	all = append(all, pages(t, "examples", ".md")...)
	all = append(all, filepath.Join(repository, "README.md"), filepath.Join(repository, "CHANGELOG.md"))

	for _, page := range all {
		text := code.ReplaceAllString(read(t, page), "")

		for _, match := range link.FindAllStringSubmatch(text, -1) {
			target := match[1]

			switch inside, documented := strings.CutPrefix(target, registry); {
			case documented:
				follow(t, filepath.Join(repository, "docs"), documentation(inside))
			case strings.HasPrefix(target, home):
				follow(t, repository, strings.TrimPrefix(target, home))
			case absolute.MatchString(target):
			case strings.HasPrefix(target, "#"):
				follow(t, filepath.Dir(page), filepath.Base(page)+target)
			case strings.HasPrefix(page, filepath.Join(repository, "docs")):
				t.Errorf("%s: %s leads nowhere in the registries", page, target)
			default:
				follow(t, filepath.Dir(page), target)
			}
		}
	}
}

// documentation is the file of a page that the registries show.
func documentation(path string) string {
	page, fragment, found := strings.Cut(strings.TrimPrefix(path, "/"), "#")
	if page == "" {
		page = "index"
	}

	if page += ".md"; found {
		page += "#" + fragment
	}

	return page
}

// follow reports a broken link.
func follow(t *testing.T, folder, target string) {
	t.Helper()

	file, fragment, _ := strings.Cut(target, "#")
	path := filepath.Join(folder, file)

	if _, err := os.Stat(path); err != nil {
		t.Errorf("%s: %s leads nowhere", folder, target)

		return
	}

	if fragment == "" {
		return
	}

	for _, match := range heading.FindAllStringSubmatch(fence.ReplaceAllString(read(t, path), ""), -1) {
		if anchor(match[1]) == fragment {
			return
		}
	}

	if !strings.Contains(read(t, path), `<a id="`+fragment+`"></a>`) {
		t.Errorf("%s: %s has no such heading", folder, target)
	}
}

// anchor is the anchor of a heading in the registries and on GitHub.
func anchor(heading string) string {
	return strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}

// Every path that the contribution guide names exists, so that its steps can be
// followed. A name alone is that of a file in the folder that its row of a table
// is about, and elsewhere that of a file in some package; NOUN, NAME and … in a
// path are whatever makes it one.
func TestContributing_paths(t *testing.T) {
	t.Parallel()

	named := regexp.MustCompile("`((?:internal|examples|templates|docs|\\.ci|\\.github)/[^`\\s]*|[\\w…]+\\.(?:go|md|yml))`")
	placeholder := regexp.MustCompile(`NOUN|NAME|…`)
	found := 0

	for line := range strings.Lines(read(t, filepath.Join(repository, ".github", "CONTRIBUTING.md"))) {
		var places []string

		if row := strings.Split(line, "|"); len(row) > 2 {
			for _, match := range named.FindAllStringSubmatch(row[1], -1) {
				if strings.Contains(match[1], "/") {
					places = append(places, match[1]+"/")
				}
			}
		}

		if places == nil {
			places = []string{"", "internal/*/", ".github/"}
		}

		for _, match := range named.FindAllStringSubmatch(line, -1) {
			found++

			name := placeholder.ReplaceAllString(match[1], "*")
			folders := places

			if strings.Contains(name, "/") {
				folders = []string{""}
			}

			exists := slices.ContainsFunc(folders, func(folder string) bool {
				matches, err := filepath.Glob(filepath.Join(repository, folder+name))

				return err == nil && len(matches) > 0
			})
			if !exists {
				t.Errorf("%s is named, and is not there", match[1])
			}
		}
	}

	if found < 80 {
		t.Errorf("only %d paths were found", found)
	}
}
