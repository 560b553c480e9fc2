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

// common are the answers that GitLab can give to every operation.
func common(operation tfdiag.OperationID) []answer {
	send := calls[operation]
	method, _, _ := strings.Cut(operation.Request(), " ")
	isWrite, signedIn := method != http.MethodGet, len(operation.Permission().Scopes) > 0

	asked := func(prepare func(*fixture)) func(*fixture) error {
		return func(f *fixture) error {
			prepare(f)

			return send(f)
		}
	}

	rows := []answer{
		{status: 401, body: unauthorized, want: tfdiag.Unauthorized, send: asked(func(f *fixture) { f.as("glpat-unknown") })},
		{
			status: 401, body: `{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization or token refresh."}`,
			want: tfdiag.TokenExpired, send: asked(func(f *fixture) {
				f.withoutRole()
				f.FakeClock(f.t).Advance(2 * 365 * 24 * time.Hour)
			}),
		},
		{
			status: 401, body: `{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the user."}`,
			want: tfdiag.TokenRevoked, send: asked((*fixture).revoked),
		},
		{
			status: 403, body: `{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.","scope":"api"}`,
			want: tfdiag.InsufficientScope, send: asked(func(f *fixture) { f.scoped(operation) }),
		},
		{
			status: 403, body: `{"error":"insufficient_granular_scope","error_description":"Missing: create_runner"}`,
			want: tfdiag.InsufficientGranularScope, statusOnly: true, send: asked((*fixture).fineGrained),
		},
	}

	if !signedIn {
		for i := range rows {
			rows[i].send, rows[i].why = nil, noAccessToken
			rows[i].want = tfdiag.Unauthorized

			if rows[i].status == http.StatusForbidden {
				rows[i].want = tfdiag.Forbidden
			}
		}
	}

	readOnly := answer{
		status: 403, body: `{"message":"You cannot perform write operations on a read-only instance"}`, want: tfdiag.ReadOnly,
		send: asked((*fixture).maintain),
	}
	failed := tfdiag.ServerFailed
	if slices.Contains(mayBeLost, operation) {
		failed = tfdiag.Lost
	}

	if isWrite {
		rows = append(rows, readOnly)
	}

	return append(rows,
		answer{status: 404, body: unknownEndpoint, want: tfdiag.NoSuchEndpoint, send: asked(func(f *fixture) { f.withWrongPath() })},
		answer{status: 409, body: `{"message":"409 Conflict: Resource lock"}`, want: tfdiag.Conflict, why: noLock},
		answer{status: 500, body: `{"message":"500 Internal Server Error"}`, want: failed, why: "a bug in GitLab gives it"},
	)
}

// revoked signs the client in with a revoked token.
func (f *fixture) revoked() {
	f.t.Helper()

	_, token := f.User(f.t, "api")
	if _, err := f.As(f.t, token).PersonalAccessTokens.RevokePersonalAccessTokenSelf(); err != nil {
		f.t.Fatal(err)
	}

	f.as(token)
}

// scoped signs the client in with a token that lacks the scope of an operation.
func (f *fixture) scoped(operation tfdiag.OperationID) {
	f.t.Helper()

	scope := "read_user"
	if operation == tfdiag.CheckToken {
		scope = "create_runner"
	}

	_, token := f.User(f.t, scope)
	f.as(token)
}

// fineGrained signs the client in with a fine-grained token without permissions,
// of a Maintainer of both projects.
func (f *fixture) fineGrained() {
	f.t.Helper()

	user, _ := f.User(f.t, "api")
	f.Join(f.t, f.group, user, gitlab.MaintainerPermissions)
	f.JoinProject(f.t, f.second, user, gitlab.MaintainerPermissions)

	var made struct {
		Token string `json:"token"`
	}

	f.call(f.Control, http.MethodPost, "access_tokens", map[string]any{"user_id": user.ID, "name": "fine", "grants": []any{}}, &made)
	f.as(made.Token)
}

// withWrongPath sets a base URL below that of the API.
func (f *fixture) withWrongPath() *fixture {
	f.t.Helper()
	f.target = f.URL + "/api/v4/withWrongPath"

	return f.as(f.Token)
}

// maintain turns maintenance mode on.
func (f *fixture) maintain() {
	f.t.Helper()
	f.call(f.Call, http.MethodPut, "application/settings", map[string]any{"maintenance_mode": true}, nil)
}
