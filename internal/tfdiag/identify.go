package tfdiag

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Identify is the identifier of a diagnostic that went through Terraform's
// protocol, where only its texts are left. It is empty for a diagnostic that is
// not in the catalogue, and for one whose placeholders were not all filled.
func Identify(severity diag.Severity, summary, detail string) ID {
	found := candidates(severity, summary, detail)
	if len(found) == 0 || placeholder.MatchString(detail) {
		return ""
	}

	return found[0]
}

// Described is a diagnostic of the catalogue with its placeholders, for readers.
type Described struct {
	ID       ID
	Severity diag.Severity
	// Summary is the first line, Several the first line for several objects.
	Summary, Several string
	// Detail is the whole text for what the provider finds by itself, and the
	// advice for a failed call.
	Detail string
	// Operation and Cause are set for a failed call.
	Operation OperationID
	Cause     Cause
	// General holds for a cause that every operation has.
	General bool
}

// Catalogue is every diagnostic, sorted by identifier.
func Catalogue() []Described { return slices.Clone(catalogue()) }

var catalogue = sync.OnceValue(func() []Described {
	var all []Described

	for id, e := range entries {
		all = append(all, Described{ID: id, Severity: e.severity, Summary: e.summary, Detail: e.detail()})
	}

	for id, row := range operations {
		add := func(c cell, advice string, general bool) {
			made := Described{
				ID: id.Because(c.cause), Severity: diag.SeverityError, Summary: row.summary(), Detail: advice,
				Operation: id, Cause: c.cause, General: general,
			}
			if row.nouns != "" {
				made.Several = row.summaryOfSeveral()
			}

			if !slices.ContainsFunc(all, func(other Described) bool { return other.ID == made.ID && other.Detail == made.Detail }) {
				all = append(all, made)
			}
		}

		for _, c := range row.cells {
			add(c, c.advice, false)

			if c.several != "" {
				add(c, c.several, false)
			}
		}

		for _, c := range slices.Concat(row.general(), generalCells) {
			add(c, c.advice, true)
		}
	}

	slices.SortStableFunc(all, func(a, b Described) int { return strings.Compare(string(a.ID), string(b.ID)) })

	return all
})

// generalCells are causes that no answer leads to.
var generalCells = []cell{
	{cause: Unexpected, advice: unexpectedAdvice},
	{cause: Repeated, advice: repeatedAdvice},
}

// recognizer is a diagnostic with the parts of its text that are always the same.
type recognizer struct {
	Described
	fixed []string
}

var recognizers = sync.OnceValue(func() map[string][]recognizer {
	all := make(map[string][]recognizer)

	for _, d := range catalogue() {
		fixed := placeholder.Split(d.Detail, -1)
		if d.Operation != "" {
			fixed = slices.Insert(fixed, 0, "Tried to ")
		}

		one := recognizer{d, fixed}
		all[d.Summary] = append(all[d.Summary], one)

		if d.Several != "" && d.Several != d.Summary {
			all[d.Several] = append(all[d.Several], one)
		}
	}

	return all
})

// pattern matches a text of the catalogue with any values.
func pattern(text string) string {
	var parts []string

	for _, fixed := range placeholder.Split(text, -1) {
		parts = append(parts, regexp.QuoteMeta(fixed))
	}

	return strings.Join(parts, `[\s\S]*`)
}

// consistsOf reports whether a text consists of these parts, with any text between
// each two of them. It takes a fraction of the time of a regular expression.
func consistsOf(text string, parts []string) bool {
	last := len(parts) - 1

	between, begins := strings.CutPrefix(text, parts[0])
	if last == 0 || !begins {
		return begins && between == ""
	}

	between, ends := strings.CutSuffix(between, parts[last])

	for _, part := range parts[1:last] {
		_, after, found := strings.Cut(between, part)
		if !found {
			return false
		}

		between = after
	}

	return ends
}

func candidates(severity diag.Severity, summary, detail string) []ID {
	var found []ID

	for _, one := range recognizers()[summary] {
		if one.Severity == severity && consistsOf(detail, one.fixed) && !slices.Contains(found, one.ID) {
			found = append(found, one.ID)
		}
	}

	return found
}

// Expect matches the output of Terraform that shows a diagnostic, however it
// wraps the lines, and with or without the margin of an error. Terraform 1.14 and
// 1.15 show the errors of an action in the detail of one of their own.
func Expect(id ID) *regexp.Regexp {
	var alternatives []string

	for _, d := range catalogue() {
		if d.ID != id {
			continue
		}

		summary := regexp.QuoteMeta(d.Summary)
		if d.Several != "" {
			summary = `(?:` + summary + `|` + regexp.QuoteMeta(d.Several) + `)`
		}

		alternatives = append(alternatives, `(?:(?:Error|Warning): |Error when invoking action\s[\s\S]*?)`+summary+`[\s\S]*?`+wrapped(d.Detail))
	}

	if len(alternatives) == 0 {
		panic("no diagnostic has the identifier " + string(id))
	}

	return regexp.MustCompile(strings.Join(alternatives, `|`))
}

// wrapped is the pattern of a text whose blanks may be line breaks.
func wrapped(text string) string {
	blank := regexp.MustCompile(`\s+`)

	return blank.ReplaceAllString(pattern(text), `[\s│]+`)
}
