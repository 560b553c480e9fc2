// Diagnostics that packages word themselves, until they raise those of the catalogue.

package tfdiag

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// Operation is what the provider was doing.
type Operation struct {
	// Verb and Noun make the summary: Unable to <verb> <noun>.
	Verb, Noun string
	// Object names the very thing, as "runner 7"; the noun where it is empty.
	Object string
	// Needs is the role and the token scope that GitLab asks for, a sentence.
	Needs string
	// Attributes leads from the names in GitLab's complaints to attributes.
	Attributes map[string]path.Path
}

// Failed words an error of the operation. Where GitLab complains about
// parameters, each complaint lands on its attribute.
func (o Operation) Failed(err error) diag.Diagnostics {
	return o.FailedAnd(err, "")
}

// FailedAnd is Failed with a next step of the caller's own, which comes first.
func (o Operation) FailedAnd(err error, next string) diag.Diagnostics {
	var diags diag.Diagnostics

	summary := fmt.Sprintf("Unable to %s %s", o.Verb, o.Noun)

	var failure *gitlabapi.Error
	if !errors.As(err, &failure) {
		diags.AddError(summary, strings.TrimSpace(fmt.Sprintf("Tried to %s %s: %s.\n\n%s", o.Verb, o.object(), err, unreachable(err))))

		return diags
	}

	for _, field := range slices.Sorted(maps.Keys(failure.Fields)) {
		if attribute, known := o.Attributes[field]; known {
			said := gitlabapi.Clean(strings.Join(failure.Fields[field], ", "))
			diags.AddAttributeError(attribute, summary, o.detail(failure, said, next))
		}
	}

	if !diags.HasError() {
		diags.AddError(summary, o.detail(failure, failure.Message, next))
	}

	return diags
}

// Lost words an error after which GitLab may have done what was asked. What to
// do then is the caller's to say: to run again is the wrong advice.
func (o Operation) Lost(err error, next string) diag.Diagnostics {
	var failure *gitlabapi.Error
	if !errors.As(err, &failure) {
		return o.FailedAnd(err, next)
	}

	if !isServersFailure(failure) {
		next += "\n\n" + advice(failure, o.Needs)
	}

	return diag.Diagnostics{diag.NewErrorDiagnostic(
		fmt.Sprintf("Unable to %s %s", o.Verb, o.Noun), o.told(failure, failure.Message, strings.TrimSpace(next)),
	)}
}

func (o Operation) object() string {
	if o.Object != "" {
		return o.Object
	}

	return "the " + o.Noun
}

func (o Operation) detail(failure *gitlabapi.Error, said, next string) string {
	return o.told(failure, said, strings.TrimSpace(next+"\n\n"+advice(failure, o.Needs)))
}

// told is what was tried on what, what the answer was, and what to do next.
func (o Operation) told(failure *gitlabapi.Error, said, next string) string {
	tried := fmt.Sprintf("Tried to %s %s", o.Verb, o.object())
	if failure.Attempts > 0 {
		tried += fmt.Sprintf(": %s %s", failure.Method, failure.URL)
	}

	parts := []string{tried, answered(failure, said)}
	if next != "" {
		parts = append(parts, next)
	}

	return strings.Join(parts, "\n\n")
}

func answered(failure *gitlabapi.Error, said string) string {
	var text string

	switch {
	case failure.Attempts == 0:
		return fmt.Sprintf("Nothing was sent: %s", failure.Err)
	case failure.Status == 0:
		text = fmt.Sprintf("There was no answer: %s", failure.Err)
	case failure.Err != nil:
		text = fmt.Sprintf("The answer was %d %s: %s", failure.Status, http.StatusText(failure.Status), failure.Err)
	case said == "":
		text = fmt.Sprintf("GitLab answered %d %s", failure.Status, http.StatusText(failure.Status))
	default:
		text = fmt.Sprintf("GitLab answered %d %s: %s", failure.Status, http.StatusText(failure.Status), said)
	}

	var notes []string
	if failure.Attempts > 1 {
		notes = append(notes, fmt.Sprintf("sent %d times", failure.Attempts))
	}

	if failure.RequestID != "" {
		notes = append(notes, "request id "+failure.RequestID)
	}

	if len(notes) > 0 {
		text += " (" + strings.Join(notes, ", ") + ")"
	}

	return text
}
