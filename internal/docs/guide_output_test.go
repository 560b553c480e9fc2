package docs_test

import (
	"path/filepath"
	"regexp"
	"strings"
)

// durations are those of a run, which differ.
var durations = regexp.MustCompile(`after \d+s`)

// frame is what Terraform draws around a diagnostic.
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
		words := strings.Split(plain(line), "…")
		for i, word := range words {
			words[i] = regexp.QuoteMeta(word)
		}

		pattern := strings.Join(words, ".*?")
		if !regexp.MustCompile(pattern).MatchString(printed) {
			r.t.Errorf("the guide shows\n%s\nwhich is not in\n%s", line, printed)
		}
	}
}

// output compares a block with what the last command printed, or with a file that
// it wrote.
func (r *reader) output(e element) {
	r.t.Helper()

	if e.argument == "" {
		r.expect(e.text, r.printed)

		return
	}

	r.expect(e.text, read(r.t, filepath.Join(r.home, e.argument)))
}
