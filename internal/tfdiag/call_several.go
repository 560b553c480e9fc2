package tfdiag

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Failure is a call that failed, one of several of the same operation.
type Failure struct {
	Call Call
	Err  error
	// Cause is the cause that the code has found. Empty is the one of the answer.
	Cause Cause
}

// Diagnostics are those of this call alone.
func (f Failure) Diagnostics() diag.Diagnostics {
	if f.Cause != "" {
		return f.Call.Because(f.Cause, f.Err)
	}

	return f.Call.Failed(f.Err)
}

func (f Failure) cell() cell {
	row := operations[f.Call.Operation]
	if found, ok := row.named(f.Cause); ok {
		return found
	}

	return row.cellOf(f.Err)
}

// isLike reports whether one diagnostic can be about both calls.
func (f Failure) isLike(other Failure) bool {
	found := f.cell()

	return f.Call.Operation == other.Call.Operation && f.Call.Note == other.Call.Note && found.cause == other.cell().cause && found.together()
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

		for i, one := range failures {
			if i == 0 || one.isLike(first) {
				same = append(same, one)
			} else {
				rest = append(rest, one)
			}
		}

		if len(same) == 1 {
			diags.Append(first.Diagnostics()...)
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
		objects = append(objects, cmp.Or(one.Call.Short, strings.TrimPrefix(one.Call.String(), row.of+"runner ")))
		answers = append(answers, fmt.Sprintf("%s: %s", one.Call, answer(one.Err)))

		if one.Call.RunnerType != call.RunnerType {
			call.RunnerType = ""
		}
	}

	tried, summary := fmt.Sprintf("Tried to %s %s%d %s", row.verb, row.of, len(failures), row.nouns), row.summaryOfSeveral()
	if call.Among != "" {
		tried, summary = fmt.Sprintf("Tried to %s "+call.Among, row.verb, len(failures)), row.summary()
	}

	answered := answer(failures[0].Err)

	if len(distinct) == 1 {
		tried += ": " + List(objects, ", ") + "."
	} else {
		tried += "."
		answered = "  - " + List(answers, "\n  - ")
	}

	found := failures[0].cell()
	found.advice = cmp.Or(found.several, found.advice)

	return diag.NewErrorDiagnostic(summary, strings.TrimSpace(call.text(tried, answered, found, failures[0].Err)))
}

func (o operation) summaryOfSeveral() string {
	if o.of != "" {
		return o.summary()
	}

	return "Unable to " + o.verb + " " + o.nouns
}
