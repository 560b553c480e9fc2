package tfdiag

import (
	"fmt"
	"maps"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// ID identifies a diagnostic, as "runner-create-group-not-found". It is for
// code, tests and the documentation; no text shows it to a user.
type ID string

// Values fill the placeholders of a text: the value of "runner" stands where the
// text says {runner}.
type Values map[string]any

// entry is a diagnostic that the provider raises by itself.
type entry struct {
	severity diag.Severity
	// summary has at most six words, and no placeholder.
	summary string
	// problem says what is wrong, advice what to do next.
	problem, advice string
}

// entries are all diagnostics that the provider raises by itself.
var entries = make(map[ID]entry)

// errorEntry adds an error to the catalogue, and returns its identifier.
func errorEntry(id ID, summary, problem, advice string) ID {
	return addEntry(id, entry{diag.SeverityError, summary, problem, advice})
}

// warningEntry is errorEntry for a warning.
func warningEntry(id ID, summary, problem, advice string) ID {
	return addEntry(id, entry{diag.SeverityWarning, summary, problem, advice})
}

func addEntry(id ID, e entry) ID {
	if _, found := entries[id]; found {
		panic("two diagnostics have the identifier " + id)
	}

	entries[id] = e

	return id
}

// New makes a diagnostic of the catalogue.
func New(id ID, values Values) diag.Diagnostic {
	e := entries[id]
	detail := fill(e.detail(), values)

	if e.severity == diag.SeverityWarning {
		return diag.NewWarningDiagnostic(e.summary, detail)
	}

	return diag.NewErrorDiagnostic(e.summary, detail)
}

// At makes a diagnostic of the catalogue that is about an attribute. The
// attribute fills the placeholder {attribute}, and {is} stands between it and its
// value. Terraform addresses an element of a set by the value of the element, so
// the text names the set.
func At(attribute path.Path, id ID, values Values) diag.Diagnostic {
	all := Values{"attribute": attribute, "is": "is"}

	last, _ := attribute.Steps().LastStep()
	if _, ofSet := last.(path.PathStepElementKeyValue); ofSet {
		all = Values{"attribute": attribute.ParentPath(), "is": "contains"}
	}

	maps.Copy(all, values)

	return diag.WithPath(attribute, New(id, all))
}

// detail is the text of an entry with its placeholders.
func (e entry) detail() string {
	separator := " "
	if strings.Contains(e.problem+e.advice, "\n") {
		separator = "\n\n"
	}

	return e.problem + separator + e.advice
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// fill replaces the placeholders of a text. One without a value stays, which
// Identify refuses, so that tests find it.
func fill(text string, values Values) string {
	return placeholder.ReplaceAllStringFunc(text, func(name string) string {
		value, ok := values[name[1:len(name)-1]]
		if !ok {
			return name
		}

		return fmt.Sprint(value)
	})
}
