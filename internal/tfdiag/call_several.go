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
// operation with the same cause and the same note, with their number. Each has
// the note about the objects for which nothing failed; it can be empty.
func Failed(failures []Failure, others Note, values Values) diag.Diagnostics {
	var diags diag.Diagnostics

	for len(failures) > 0 {
		first := failures[0]
		first.Call.others = fill(string(others), values)

		var same, rest []Failure

		for _, one := range failures {
			if one.Call.Operation == first.Call.Operation && one.Call.Note == first.Call.Note && one.Call.Cause(one.Err) == first.Call.Cause(first.Err) {
				same = append(same, one)
			} else {
				rest = append(rest, one)
			}
		}

		if len(same) == 1 {
			diags.Append(first.Call.Failed(first.Err)...)
		} else {
			diags.Append(together(first.Call, same))
		}

		failures = rest
	}

	return diags
}

// together is one diagnostic for calls that failed for one cause. What GitLab
// answered is said once where it is the same for all.
func together(call Call, failures []Failure) diag.Diagnostic {
	row := operations[call.Operation]

	var objects, answers []string

	distinct := make(map[string]bool)

	for _, one := range failures {
		distinct[answerAlone(one.Err)] = true
		objects = append(objects, strings.TrimPrefix(one.Call.String(), row.of+"runner "))
		answers = append(answers, fmt.Sprintf("%s: %s", one.Call, answer(one.Err)))

		if one.Call.RunnerType != call.RunnerType {
			call.RunnerType = ""
		}
	}

	tried := fmt.Sprintf("Tried to %s %s%d %s", row.verb, row.of, len(failures), row.nouns)
	answered := answer(failures[0].Err)

	if len(distinct) == 1 {
		tried += ": " + List(objects, ", ") + "."
	} else {
		tried += "."
		answered = "  - " + List(answers, "\n  - ")
	}

	found := row.cellOf(failures[0].Err)

	return diag.NewErrorDiagnostic(row.summaryOfSeveral(), strings.TrimSpace(call.text(tried, answered, found, failures[0].Err)))
}

func (o operation) summaryOfSeveral() string {
	if o.of != "" {
		return o.summary()
	}

	return "Unable to " + o.verb + " " + o.nouns
}
