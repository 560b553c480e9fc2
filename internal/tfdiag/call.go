package tfdiag

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// Call is one operation on one object.
type Call struct {
	Operation OperationID
	// Object is the object, as "runner 7". Empty is the noun of the operation.
	Object string
	// Created holds for an object that the operation, or the one that follows, creates:
	// other objects can be described by the same words.
	Created bool
	// Owner tells the owners of created objects apart where Object does not. No text
	// contains it.
	Owner string
	// Among is the object of several such calls with a verb for their number, such as
	// "the assignments of runner 7 to %d projects", and Short is what tells this one
	// from the others. Empty are the nouns of the operation, and the object.
	Among, Short string
	// Before is the operation that follows if this one succeeds: a token that is
	// sufficient for this one alone does not help. Empty is none.
	Before OperationID
	// RunnerType is the type of the runner, empty where it is not known. It
	// narrows the advice to one role.
	RunnerType string
	// Note adds what the cause does not say.
	Note Note
	// Values fill the placeholders of the advice and of the note.
	Values Values

	// others is the note about the objects for which nothing failed.
	others string
}

// OnRunner is an operation on a runner, whose type is empty if it is not known.
func OnRunner(operation OperationID, id int64, runnerType string) Call {
	return Call{Operation: operation, Object: fmt.Sprintf("%srunner %d", operations[operation].of, id), RunnerType: runnerType}
}

// Failed makes the diagnostics of a failed call. Where GitLab complains about
// parameters, each complaint is about its attribute.
func (c Call) Failed(err error) diag.Diagnostics {
	row := operations[c.Operation]
	found := row.withAttribute(row.cellOf(err), err)

	if found.cause != InvalidValue || found.attribute != "" {
		return diag.Diagnostics{c.diagnostic(found, err)}
	}

	var diags diag.Diagnostics

	refused := gitlabapi.ErrorOf(err)

	for _, field := range slices.Sorted(maps.Keys(refused.Fields)) {
		attribute, known := row.fields[field]
		if !known {
			continue
		}

		one := *refused
		one.Message = gitlabapi.Clean(strings.Join(refused.Fields[field], ", "))
		found.attribute = attribute
		diags.Append(c.diagnostic(found, &one))
	}

	if len(diags) == 0 {
		found, _ = row.named(BadRequest)
		diags.Append(c.diagnostic(found, err))
	}

	return diags
}

// FailedAt is Failed for a cause that lies in the value of an attribute.
func (c Call) FailedAt(attribute path.Path, err error) diag.Diagnostics {
	var diags diag.Diagnostics

	for _, made := range c.Failed(err) {
		diags.Append(diag.WithPath(attribute, made))
	}

	return diags
}

// Because makes the diagnostic of a failed call whose cause the code has found.
func (c Call) Because(cause Cause, err error) diag.Diagnostics {
	found, ok := operations[c.Operation].named(cause)
	if !ok {
		return c.Failed(err)
	}

	return diag.Diagnostics{c.diagnostic(found, err)}
}

// Cause is the cause that [Call.Failed] gives for an error.
func (c Call) Cause(err error) Cause { return operations[c.Operation].cellOf(err).cause }

// Repeated makes the diagnostic of a call that failed for the same cause as an
// earlier one in the same run, of which the diagnostic has the advice.
func (c Call) Repeated(err error, earlier string) diag.Diagnostics {
	row := operations[c.Operation]
	switch described, isNew := strings.CutPrefix(c.String(), "a "); {
	case earlier == c.String() && isNew:
		earlier = "another " + described
	case earlier == c.String() && c.Before != "":
		earlier = "another " + operations[c.Before].noun
	case earlier == c.String():
		earlier = "another " + row.noun
	}

	parts := []string{fmt.Sprintf("Tried to %s %s.", row.verb, c), answer(err)}
	if c.Note != "" {
		parts = append(parts, fill(string(c.Note), c.Values))
	}

	detail := fill(strings.Join(append(parts, repeatedAdvice), " "), Values{"object": earlier})

	made := diag.NewErrorDiagnostic(row.summary(), detail)
	if found := row.cellOf(err); found.attribute != "" {
		return diag.Diagnostics{diag.WithPath(path.Root(found.attribute), made)}
	}

	return diag.Diagnostics{made}
}

// CommonAdvice is the advice for an error that does not depend on the object of
// the call: a failure of many objects gives it once. It is empty for others. If the
// cause lies in the owner of a new runner, it is that of all runners of this owner.
func (c Call) CommonAdvice(err error) string {
	found := operations[c.Operation].cellOf(err)
	advice := fill(found.advice, c.values(found, err))

	switch {
	case found.ofOwner && c.Created:
		return advice + " " + c.String() + " " + c.Owner
	case found.common():
		return advice
	default:
		return ""
	}
}

// Repeated is the cause of [Call.Repeated].
const Repeated Cause = "repeated"

const repeatedAdvice = "See the error for {object}: the cause is the same."

func (c Call) diagnostic(found cell, err error) diag.Diagnostic {
	row := operations[c.Operation]
	detail := c.text(fmt.Sprintf("Tried to %s %s%s", row.verb, c, request(err)), answer(err), found, err)
	made := diag.NewErrorDiagnostic(row.summary(), detail)

	if found.attribute != "" {
		return diag.WithPath(path.Root(found.attribute), made)
	}

	return made
}

// text is the detail of a diagnostic in its three parts: what was tried, what
// GitLab answered, and what to do next.
func (c Call) text(tried, answered string, found cell, err error) string {
	parts := []string{tried, answered}
	if c.Note != "" {
		parts = append(parts, string(c.Note))
	}

	if c.others != "" {
		parts = append(parts, c.others)
	}

	// The program that sent this answer may have passed the request to GitLab.
	if _, foreign := errors.AsType[*gitlabapi.ForeignAnswerError](err); foreign && found.cause != ForeignAnswer {
		parts = append(parts, foreignAdvice)
	}

	text := strings.Join(append(parts, found.advice), "\n\n")

	return fill(text, c.values(found, err))
}

// values are those of the call, and what the catalogue itself knows.
func (c Call) values(found cell, err error) Values {
	row := operations[c.Operation]
	allowed := row
	if c.Before != "" && found.cause != InsufficientGranularScope {
		allowed = operations[c.Before]
	}

	values := Values{
		"doing": allowed.doing, "token": allowed.permission.Token(c.RunnerType), "scope": allowed.permission.Scope(),
		"permission": "`" + row.permission.FineGrained + "`", "boundary": row.permission.For(c.RunnerType),
		"attribute": found.attribute,
	}

	if redirect, ok := errors.AsType[*gitlabapi.RedirectError](err); ok {
		values["redirect"] = redirect.To
	}

	maps.Copy(values, c.Values)

	return values
}

// String is the object.
func (c Call) String() string {
	if c.Object != "" {
		return c.Object
	}

	return "the " + operations[c.Operation].noun
}

func (o operation) summary() string { return "Unable to " + o.verb + " " + o.noun }
