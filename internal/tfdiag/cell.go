package tfdiag

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// Cause is why an operation fails.
type Cause string

// cell is a cause for which an operation can fail, and what to do about it.
type cell struct {
	cause Cause
	// status and says choose the cell: GitLab's status, 0 for any, and words of
	// its answer, empty for any. when is a further condition. A cell without a
	// condition is chosen by the code alone, with [Call.Because].
	status int
	says   string
	when   func(error) bool
	// attribute is the attribute that the answer is about.
	attribute string
	advice    string
	// several is the advice for several calls that failed for the cause, where the
	// words differ. Calls whose advice is about one project are reported one by one
	// without it.
	several string
	// ofOwner holds if the cause lies in the group or project that is to get a new
	// runner or assignment, or in the registration token, and not in the new object.
	ofOwner bool
}

// together reports whether one diagnostic can be about several calls.
func (c cell) together() bool {
	return c.several != "" || !strings.Contains(c.advice, "{project")
}

// serves reports whether the cell is about this error.
func (c cell) serves(err error) bool {
	if c.status == 0 && c.says == "" && c.when == nil {
		return false
	}

	if c.status != 0 && c.status != gitlabapi.ErrorOf(err).Status || !strings.Contains(gitlabapi.ErrorOf(err).Message, c.says) {
		return false
	}

	return c.when == nil || c.when(err)
}

// common reports whether the cause lies in the access token, the network or the
// instance, and not in the object.
func (c cell) common() bool {
	ofObject := []Cause{NotFound, InvalidValue, InvalidParameter, BadRequest, ProjectMoved, Conflict, Interrupted}

	return !slices.Contains(ofObject, c.cause) &&
		slices.ContainsFunc(slices.Concat(transportCells, accessTokenCells, answerCells), func(general cell) bool { return general.cause == c.cause })
}

// cellOf is the cell of an operation for an error, the operation's own first.
func (o operation) cellOf(err error) cell {
	for _, cells := range [][]cell{o.cells, o.general()} {
		for _, c := range cells {
			if c.serves(err) {
				return c
			}
		}
	}

	return cell{cause: Unexpected, advice: unexpectedAdvice}
}

// withAttribute adds the attribute to a cell for an invalid parameter. GitLab's
// answer begins with the name of the parameter: "status does not have a valid value".
func (o operation) withAttribute(c cell, err error) cell {
	name, _, _ := strings.Cut(gitlabapi.ErrorOf(err).Message, " ")
	if (c.cause == InvalidParameter || c.cause == InvalidFilter) && c.attribute == "" && slices.Contains(o.parameters, name) {
		c.attribute = name
	}

	return c
}

// named is the cell of an operation by its cause.
func (o operation) named(cause Cause) (cell, bool) {
	for _, cells := range [][]cell{o.cells, o.general()} {
		for _, c := range cells {
			if c.cause == cause {
				return c, true
			}
		}
	}

	return cell{}, false
}

func hasMessage(err error) bool { return gitlabapi.ErrorOf(err).HasMessage }

func lacksMessage(err error) bool { return !hasMessage(err) }

func hasFields(err error) bool { return len(gitlabapi.ErrorOf(err).Fields) > 0 }

func isServerFailure(err error) bool {
	return gitlabapi.ErrorOf(err).Status >= http.StatusInternalServerError
}

// The causes that GitLab's answer gives to any operation.
const (
	TokenExpired              Cause = "token-expired"
	TokenRevoked              Cause = "token-revoked"
	Unauthorized              Cause = "unauthorized"
	InsufficientScope         Cause = "insufficient-scope"
	InsufficientGranularScope Cause = "insufficient-granular-scope"
	ReadOnly                  Cause = "read-only"
	Forbidden                 Cause = "forbidden"
	NotFound                  Cause = "not-found"
	NoSuchEndpoint            Cause = "no-such-endpoint"
	InvalidValue              Cause = "invalid-value"
	InvalidParameter          Cause = "invalid-parameter"
	BadRequest                Cause = "bad-request"
	ProjectMoved              Cause = "project-moved"
	Conflict                  Cause = "conflict"
	RateLimited               Cause = "rate-limited"
	ServerFailed              Cause = "server-failed"
	Unexpected                Cause = "unexpected"
)

// accessTokenCells are for the refusal of an operation that carries an access
// token. Their texts may name {doing}, "Creating a runner", {token} and {scope}.
var accessTokenCells = []cell{
	{cause: TokenExpired, status: 401, says: "expired", advice: "The access token has expired. " + replaceToken},
	{cause: TokenRevoked, status: 401, says: "revoked", advice: "The access token was revoked. " + replaceToken},
	{cause: Unauthorized, status: 401, advice: "GitLab does not accept the access token: it is unknown to this instance, expired or revoked. " +
		"Check that `base_url` is the instance where the token was created. If it is, create another access token with the same scopes, and set it in `token` (or GITLAB_TOKEN)."},
	{cause: InsufficientScope, status: 403, says: "insufficient_scope", advice: "The scopes of the access token are not sufficient. " +
		"{doing} requires the scope {scope}. Use an access token that also has this scope."},
	{cause: InsufficientGranularScope, status: 403, says: "insufficient_granular_scope", advice: "The fine-grained permissions of the access token are not sufficient. " +
		"{doing} requires the permission {permission}. Use a fine-grained personal access token with this permission for {boundary}."},
	readOnlyCell,
	{cause: Forbidden, status: 403, advice: forbiddenAdvice},
}

// noAccessTokenCells are for the refusal of an operation that carries a token of a
// runner or a registration token. GitLab has other answers to an invalid one.
var noAccessTokenCells = []cell{
	{cause: Unauthorized, status: 401, advice: "GitLab requires no access token for this request, so a proxy or gateway asks for one. " + passRequest},
	readOnlyCell,
	{cause: Forbidden, status: 403, advice: "The token is probably not the cause: GitLab gives another response to an invalid token. " + passRequest},
}

// answerCells are for any other answer of GitLab.
var answerCells = []cell{
	{cause: NotFound, status: 404, when: hasMessage, advice: "GitLab has no such object, or the user of the access token cannot see it: the response is the same for both. " +
		"Check its ID or path. {doing} requires {token}."},
	{cause: NoSuchEndpoint, status: 404, when: lacksMessage, advice: "GitLab has no such endpoint. Check `base_url` (or GITLAB_BASE_URL): " +
		"it is the address of the instance, including the path if GitLab is installed under one. If it is right, this version of GitLab is too old: upgrade it."},
	{cause: InvalidValue, status: 400, when: hasFields, advice: "Change the value of `{attribute}`."},
	{cause: InvalidParameter, status: 400, when: lacksMessage, advice: "GitLab does not accept a parameter or its value. " +
		"Correct the value that the response names, or upgrade GitLab if this version does not support it. If neither helps, this is a bug in the provider: report it with this text at " + issuePage + "."},
	{cause: BadRequest, status: 400, advice: "GitLab refused the values of the request. Correct the value that the response names."},
	{cause: ProjectMoved, status: 405, advice: "The project was renamed or transferred, and GitLab changes nothing under the old path. Use the new path or the ID of the project."},
	{cause: Conflict, status: 409, advice: "Another request changed the object at the same time. Run again."},
	{cause: RateLimited, status: 429, advice: rateLimitedAdvice},
	{cause: ServerFailed, when: isServerFailure, advice: "GitLab itself failed. Run again. If it fails again, search the logs of GitLab for the request ID."},
}

// general are the causes that an operation shares with others.
func (o operation) general() []cell {
	if len(o.permission.Scopes) == 0 {
		return slices.Concat(transportCells, noAccessTokenCells, answerCells)
	}

	return slices.Concat(transportCells, accessTokenCells, answerCells)
}

// readOnlyCell is for the middleware in front of the API, see
// https://docs.gitlab.com/administration/maintenance_mode/#rest-api.
var readOnlyCell = cell{
	cause: ReadOnly, status: 403, says: "read-only instance",
	advice: "The GitLab instance accepts no changes: it is in maintenance mode, or it is a secondary Geo site. If it is in maintenance mode, run again afterwards. If it is a secondary site, set `base_url` to the primary site.",
}

const (
	replaceToken = "Create another access token with the same scopes, and set it in `token` (or GITLAB_TOKEN)."

	rateLimitedAdvice = "GitLab refuses further requests for now, and did not say for how long. Wait a few minutes and run again. " +
		"If this happens often, lower `max_concurrent_requests`, or ask an administrator of the GitLab instance to raise the limit."

	forbiddenAdvice = "The user of the access token has no permission for this. {doing} requires {token}. Use such a token."

	passRequest = "Check the proxies and gateways between the provider and GitLab, and allow the request there."

	unexpectedAdvice = "The provider does not recognize this response. This is a bug in the provider. Report it with this text and the version of GitLab at " + issuePage + "."
)
