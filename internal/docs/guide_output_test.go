package docs_test

import (
	"path/filepath"
	"regexp"
	"strings"
)

// durations differ between runs.
var durations = regexp.MustCompile(`after \d+s`)

// frame is the frame that Terraform prints around a diagnostic.
var frame = strings.NewReplacer("│", " ", "╷", " ", "╵", " ")

// plain is a text on one line, as every Terraform and OpenTofu prints it.
func plain(text string) string {
	text = strings.ReplaceAll(text, "OpenTofu", "Terraform")
	text = durations.ReplaceAllString(text, "after 0s")

	return strings.Join(strings.Fields(frame.Replace(text)), " ")
}

// expect checks that every line of a guide's output is printed. Where the guide has
// "…", anything may be printed.
func (r *reader) expect(shown, printed string) {
	r.t.Helper()

	if r.url != "" {
		for _, address := range addresses {
			shown = strings.ReplaceAll(shown, address, r.url)
		}
	}

	printed = plain(printed)

	for line := range strings.Lines(shown) {
		if !pattern(line).MatchString(printed) {
			r.t.Errorf("the guide shows\n%s\nwhich is not in\n%s", line, printed)
		}
	}
}

// pattern matches a text of a guide in what was printed. Terraform prints the lines
// of several resources in any order, so the lines are matched one by one.
func pattern(shown string) *regexp.Regexp {
	words := strings.Split(plain(shown), "…")
	for i, word := range words {
		words[i] = regexp.QuoteMeta(word)
	}

	return regexp.MustCompile(strings.Join(words, ".*?"))
}

// output compares a block with what the last command printed, or with a file that
// it wrote.
func (r *reader) output(e element) {
	r.t.Helper()

	if e.argument == "" {
		r.expect(e.text, r.printed)

		return
	}

	if file := read(r.t, filepath.Join(r.home, e.argument)); !pattern(e.text).MatchString(plain(file)) {
		r.t.Errorf("the guide shows\n%s\nwhich is not in\n%s", e.text, file)
	}
}
