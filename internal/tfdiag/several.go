package tfdiag

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// Case is one of several objects for which an operation failed.
type Case struct {
	// Object names the very thing, as "runner 7".
	Object string
	Err    error
}

// FailedFor is FailedAnd for several objects: one error with a line for each,
// and what there is to do about them said once.
func (o Operation) FailedFor(cases []Case, next string) diag.Diagnostics {
	if len(cases) == 1 {
		o.Object = cases[0].Object

		return o.FailedAnd(cases[0].Err, next)
	}

	var lines, steps []string

	if next != "" {
		steps = append(steps, next)
	}

	for _, one := range cases {
		said := one.Err.Error()

		var failure *gitlabapi.Error
		if errors.As(one.Err, &failure) {
			said = answered(failure, failure.Message)

			if step := advice(failure, o.Needs); step != "" && !slices.Contains(steps, step) {
				steps = append(steps, step)
			}
		}

		lines = append(lines, fmt.Sprintf("  - %s: %s", one.Object, said))
	}

	parts := append([]string{fmt.Sprintf("Tried to %s these:", o.Verb), strings.Join(lines, "\n")}, steps...)

	return diag.Diagnostics{diag.NewErrorDiagnostic(
		fmt.Sprintf("Unable to %s %d %ss", o.Verb, len(cases), o.Noun), strings.Join(parts, "\n\n"),
	)}
}
