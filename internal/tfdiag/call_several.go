package tfdiag

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Failure is a call that failed, one of several of the same operation.
type Failure struct {
	Call Call
	Err  error
}

// Failed makes the diagnostics of calls that failed: one for those of the same
// operation with the same cause and the same outcome, with their number.
func Failed(failures []Failure) diag.Diagnostics {
	var diags diag.Diagnostics

	for len(failures) > 0 {
		first := failures[0]

		var same, rest []Failure

		for _, one := range failures {
			if one.Call.Operation == first.Call.Operation && one.Call.Outcome == first.Call.Outcome && one.Call.Cause(one.Err) == first.Call.Cause(first.Err) {
				same = append(same, one)
			} else {
				rest = append(rest, one)
			}
		}

		if len(same) == 1 {
			diags.Append(first.Call.Failed(first.Err)...)
		} else {
			diags.Append(together(same))
		}

		failures = rest
	}

	return diags
}

// together is one diagnostic for calls that failed for one cause. What GitLab
// answered is said once where it is the same for all.
func together(failures []Failure) diag.Diagnostic {
	call := failures[0].Call
	row := operations[call.Operation]

	var objects, answers []string

	distinct := make(map[string]bool)

	for _, one := range failures {
		said := answer(one.Err)
		distinct[said] = true
		objects = append(objects, one.Call.String())
		answers = append(answers, fmt.Sprintf("%s: %s", one.Call.String(), said))

		if one.Call.RunnerType != call.RunnerType {
			call.RunnerType = ""
		}
	}

	tried := fmt.Sprintf("Tried to %s %d %s: %s.", row.verb, len(failures), row.nouns, List(objects, ", "))
	answered := answer(failures[0].Err)

	if len(distinct) > 1 {
		tried = fmt.Sprintf("Tried to %s %d %s.", row.verb, len(failures), row.nouns)
		answered = "  - " + List(answers, "\n  - ")
	}

	found := row.cellOf(failures[0].Err)

	return diag.NewErrorDiagnostic(row.summaryOfSeveral(), strings.TrimSpace(call.text(tried, answered, found, failures[0].Err)))
}

func (o operation) summaryOfSeveral() string { return "Unable to " + o.verb + " " + o.nouns }
