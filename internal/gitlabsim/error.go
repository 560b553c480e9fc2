package gitlabsim

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// message is one of two families of error bodies: GitLab's own helpers write
// "message", parameter validation and the token guard write "error".
// Source: lib/api/helpers.rb, lib/api/api_guard.rb, lib/api/api.rb.
type message struct {
	Message any `json:"message"`
}

type plainError struct {
	Error string `json:"error"`
}

type tokenError struct {
	Error       string `json:"error"`
	Description string `json:"error_description"`
	Scope       string `json:"scope,omitempty"`
}

// apiError is a refusal with its status and body.
type apiError struct {
	status int
	header http.Header
	body   any
}

func (e *apiError) Error() string {
	return fmt.Sprintf("%d %s", e.status, encode(e.body))
}

// renderError turns an error into an answer.
func renderError(err error) reply {
	var refusal *apiError
	if errors.As(err, &refusal) {
		return reply{status: refusal.status, header: refusal.header, body: refusal.body}
	}

	return reply{status: errInternal.status, body: errInternal.body}
}

func refuse(status int, text any) *apiError {
	return &apiError{status: status, body: message{text}}
}

func refusePlain(status int, text string) *apiError {
	return &apiError{status: status, body: plainError{text}}
}

// errNoRoute: under /api/v4, any method and path that is not an endpoint.
var errNoRoute = refusePlain(404, "404 Not Found")

// errMalformedBody: a body that is not what its content type says.
func errMalformedBody(format string) error {
	return refusePlain(400, "\nProblem:\n  message body does not match declared format\nResolution:\n"+
		"  when specifying "+format+" as content-type, you must pass valid "+format+" in the request's 'body' ")
}

// errMediaType: a content type that the API does not read.
func errMediaType(contentType string) error {
	return refusePlain(415, "The provided content-type '"+contentType+"' is not supported.")
}

// errFormat: a format that the API does not write.
func errFormat(format string) error {
	return refusePlain(406, "The requested format '"+format+"' is not supported.")
}

// errInvalid: parameter validation, all complaints in one text.
func errInvalid(complaints []string) error {
	return refusePlain(400, strings.Join(complaints, ", "))
}

// Refusals of a caller.
var (
	// No token, or an unknown one.
	errUnauthorized = refuse(401, "401 Unauthorized")
	// A user token past its expiry.
	errTokenExpired = &apiError{status: 401, body: tokenError{
		Error:       "invalid_token",
		Description: "Token is expired. You can either do re-authorization or token refresh.",
	}}
	// A user token that was revoked.
	errTokenRevoked = &apiError{status: 401, body: tokenError{
		Error:       "invalid_token",
		Description: "Token was revoked. You have to re-authorize from the user.",
	}}
	// A role that does not suffice, and every bad runner token.
	errForbidden = refuse(403, "403 Forbidden")
)

// errScope: a token whose scopes do not reach the endpoint.
func errScope(scopes []string) error {
	return &apiError{status: 403, body: tokenError{
		Error:       "insufficient_scope",
		Description: "The request requires higher privileges than provided by the access token.",
		Scope:       strings.Join(scopes, " "),
	}}
}

// errForbiddenFor: a permission failure that names its reason.
func errForbiddenFor(reason string) error {
	return refuse(403, "403 Forbidden - "+reason)
}

// Reasons, in GitLab's words.
const (
	reasonNoAccess        = "No access granted"
	reasonGroupRunner     = "Runner is a group runner"
	reasonLocked          = "Runner is locked"
	reasonNotAssigner     = "User not allowed to assign runner"
	reasonManyProjects    = "Runner associated with more than one project"
	reasonLastProject     = "Only one project associated with the runner. Please remove the runner instead"
	reasonOwnerProject    = "You cannot unassign a runner from the owner project. Delete the runner instead"
	reasonCannotCreate    = "Insufficient permissions"
	reasonBadRegistration = "invalid token supplied"
)

// Missing or invisible objects.
var (
	errRunnerNotFound  = refuse(404, "404 Runner Not Found")
	errNotFound        = refuse(404, "404 Not found") // a runner, before it was named
	errProjectNotFound = refuse(404, "404 Project Not Found")
	errGroupNotFound   = refuse(404, "404 Group Not Found")
	errUserNotFound    = refuse(404, "404 User Not Found")
	errMemberNotFound  = refuse(404, "404 Member Not Found")
	errTokenNotFound   = refuse(404, "404 Personal Access Token Not Found")
	errManagerNotFound = refuse(404, "404 Runner manager not found Not Found") // the doubled words are GitLab's
)

// Refusals by state.
var (
	// A write to a project by a path it no longer has.
	errMoved = refuse(405, "Non GET methods are not allowed for moved projects")
	// Legacy registration while registration tokens are off.
	errRegistrationGone = refuse(410, "410 Gone - runner registration disallowed")
	// A delete whose If-Unmodified-Since is older than the row.
	errPrecondition = refuse(412, "412 Precondition Failed")
	// A reset after the deadline that was set at creation (Premium).
	errRotationDeadline = refusePlain(403, "Token rotation deadline has passed")
	// A word that is a scope, but not one for this list.
	errScopeWord = refuse(400, "Scope contains invalid value")
	// A call by a project runner that has no project left.
	errOrphaned = refuse(422, "Runner is orphaned")
	// Adding a member twice.
	errMemberExists = refuse(409, "Member already exists")
	// An error that GitLab does not handle.
	errInternal = refuse(500, "500 Internal Server Error")
)

// errRedirect: a read of a project by a path it no longer has. The sentence is
// in GitLab's documentation: https://docs.gitlab.com/api/rest/#redirects
// Unverified: content type of a redirect.
func errRedirect(location string) error {
	return &apiError{
		status: 301,
		header: http.Header{"Location": {location}},
		body:   rawBody("This resource has been moved permanently to " + location),
	}
}

// errBadRequest: model validation in POST /user/runners, as one sentence.
func errBadRequest(sentence string) error {
	return refuse(400, "400 Bad request - "+sentence)
}

// errFields: model validation elsewhere, field by field.
func errFields(fields map[string][]string) error {
	return refuse(400, fields)
}

// errAssign: an assignment that failed, with the reason's symbol.
func errAssign(sentence, reason string) error {
	return refuse(400, sentence+" - "+reason)
}

// errConflict: a value that has to be unique and is taken.
func errConflict(text string) error {
	return refuse(409, text)
}
