package tfdiag_test

import (
	"net/http"
	"slices"
	"strings"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	unauthorized    = `{"message":"401 Unauthorized"}`
	forbidden       = `{"message":"403 Forbidden"}`
	noAccess        = `{"message":"403 Forbidden - No access granted"}`
	unknownEndpoint = `{"error":"404 Not Found"}`
	noRunner        = `{"message":"404 Runner Not Found"}`
	noRunnerBefore  = `{"message":"404 Not found"}`
	noProject       = `{"message":"404 Project Not Found"}`
	noGroup         = `{"message":"404 Group Not Found"}`
	moved           = `{"message":"Non GET methods are not allowed for moved projects"}`
	orphaned        = `{"message":"Runner is orphaned"}`
	deadlinePassed  = `{"error":"Token rotation deadline has passed"}`

	noAccessToken = "the request carries no access token"
)

// mayBeLost are the operations after whose failure GitLab may have acted.
var mayBeLost = []tfdiag.OperationID{
	tfdiag.CreateRunner, tfdiag.RegisterRunner, tfdiag.RotateToken, tfdiag.RevokeToken, tfdiag.ExchangeToken,
	tfdiag.UnregisterRunner, tfdiag.AssignRunner, tfdiag.ResetRegistrationToken,
}

// common are the answers that every operation can get.
func common(operation tfdiag.OperationID) []answer {
	send := calls[operation]
	method, _, _ := strings.Cut(operation.Request(), " ")
	isWrite, signedIn := method != http.MethodGet, len(operation.Permission().Scopes) > 0

	asked := func(prepare func(*world)) func(*world) error {
		return func(w *world) error {
			prepare(w)

			return send(w)
		}
	}

	rows := []answer{
		{status: 401, body: unauthorized, want: tfdiag.Unauthorized, provoke: asked(func(w *world) { w.as("glpat-unknown") })},
		{
			status: 401, body: `{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization or token refresh."}`,
			want: tfdiag.TokenExpired, provoke: asked(func(w *world) {
				w.stranger()
				w.FakeClock(w.t).Advance(2 * 365 * 24 * time.Hour)
			}),
		},
		{
			status: 401, body: `{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the user."}`,
			want: tfdiag.TokenRevoked, provoke: asked((*world).revoked),
		},
		{
			status: 403, body: `{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.","scope":"api"}`,
			want: tfdiag.InsufficientScope, provoke: asked(func(w *world) { w.scoped(operation) }),
		},
		{
			status: 403, body: `{"error":"insufficient_granular_scope","error_description":"Missing: create_runner"}`,
			want: tfdiag.InsufficientGranularScope, likely: true, provoke: asked((*world).fineGrained),
		},
	}

	if !signedIn {
		for i := range rows {
			rows[i].provoke, rows[i].why = nil, noAccessToken
		}
	}

	readOnly := answer{
		status: 403, body: `{"message":"You cannot perform write operations on a read-only instance"}`, want: tfdiag.ReadOnly,
		provoke: asked((*world).maintain),
	}
	failed := tfdiag.ServerFailed
	if slices.Contains(mayBeLost, operation) {
		failed = tfdiag.Lost
	}

	if isWrite {
		rows = append(rows, readOnly)
	}

	return append(rows,
		answer{status: 404, body: unknownEndpoint, want: tfdiag.NoSuchEndpoint, provoke: asked(func(w *world) { w.elsewhere() })},
		answer{status: 409, body: `{"message":"409 Conflict: Resource lock"}`, want: tfdiag.Conflict, why: noLock},
		answer{status: 500, body: `{"message":"500 Internal Server Error"}`, want: failed, why: "a bug in GitLab gives it"},
	)
}

// revoked signs the client in with a revoked token.
func (w *world) revoked() {
	w.t.Helper()

	_, token := w.User(w.t, "api")
	if _, err := w.As(w.t, token).PersonalAccessTokens.RevokePersonalAccessTokenSelf(); err != nil {
		w.t.Fatal(err)
	}

	w.as(token)
}

// scoped signs the client in with a token that lacks the scope of an operation.
func (w *world) scoped(operation tfdiag.OperationID) {
	w.t.Helper()

	scope := "read_user"
	if operation == tfdiag.CheckToken {
		scope = "create_runner"
	}

	_, token := w.User(w.t, scope)
	w.as(token)
}

// fineGrained signs the client in with a fine-grained token without permissions,
// of a Maintainer of both projects.
func (w *world) fineGrained() {
	w.t.Helper()

	user, _ := w.User(w.t, "api")
	w.Join(w.t, w.group, user, gitlab.MaintainerPermissions)
	w.JoinProject(w.t, w.second, user, gitlab.MaintainerPermissions)

	var made struct {
		Token string `json:"token"`
	}

	w.call(w.Control, http.MethodPost, "access_tokens", map[string]any{"user_id": user.ID, "name": "fine", "grants": []any{}}, &made)
	w.as(made.Token)
}

// elsewhere points the client to an address that is below GitLab's API.
func (w *world) elsewhere() *world {
	w.t.Helper()
	w.target = w.URL + "/api/v4/elsewhere"

	return w.as(w.Token)
}

// maintain switches maintenance mode on.
func (w *world) maintain() {
	w.t.Helper()
	w.call(w.Call, http.MethodPut, "application/settings", map[string]any{"maintenance_mode": true}, nil)
}
