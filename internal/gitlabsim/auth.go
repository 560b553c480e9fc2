package gitlabsim

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// Scopes of personal access tokens that the emulator's endpoints know.
const (
	scopeAPI          = "api"
	scopeReadAPI      = "read_api"
	scopeReadUser     = "read_user"
	scopeAdminMode    = "admin_mode"
	scopeCreateRunner = "create_runner"
	scopeManageRunner = "manage_runner"
	scopeSudo         = "sudo"
)

// anyScope marks endpoints that take every valid user token.
const anyScope = "*"

// principal is the caller: a user with the permissions of the token. The zero
// principal is an anonymous caller.
type principal struct {
	user    *user
	token   *accessToken
	admin   bool
	auditor bool
}

// tokenOf finds the user token of a request.
func tokenOf(r *http.Request) string {
	privateToken, _ := queryText(r, "private_token")
	accessToken, _ := queryText(r, "access_token")

	bearer, isBearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !isBearer {
		bearer = ""
	}

	for _, candidate := range []string{
		privateToken, r.Header.Get("PRIVATE-TOKEN"), accessToken, bearer,
	} {
		if candidate != "" {
			return candidate
		}
	}

	return ""
}

// authenticate finds the caller. Source: lib/api/api_guard.rb.
func (s *state) authenticate(r *http.Request, now time.Time, adminMode bool) (principal, error) {
	secret := tokenOf(r)
	if secret == "" {
		return principal{}, nil
	}

	token := s.tokens[secret]

	switch {
	case token == nil:
		return principal{}, errUnauthorized
	case token.revoked:
		return principal{}, errTokenRevoked
	case token.expired(now):
		return principal{}, errTokenExpired
	}

	token.lastUsedAt = &now

	return principal{
		user:    token.user,
		token:   token,
		admin:   token.user.admin && (!adminMode || token.has(scopeAdminMode)),
		auditor: token.user.auditor,
	}, nil
}

// checkAccess checks that there is a caller and that the token's scopes reach the
// endpoint.
func (p principal) checkAccess(r route, method string, release release) error {
	if p.user == nil {
		if r.access == visitor {
			return nil
		}

		return errUnauthorized
	}

	if p.fineGrained() && !slices.Contains(r.scopes, anyScope) {
		return nil // permitted looks at its grants
	}

	sufficient := []string{scopeAPI}
	if method == http.MethodGet || method == http.MethodHead {
		sufficient = append(sufficient, scopeReadAPI)
	}

	sufficient = append(sufficient, r.scopes...)

	if slices.Contains(sufficient, anyScope) || slices.ContainsFunc(p.token.scopes, func(scope string) bool {
		return slices.Contains(sufficient, scope)
	}) {
		return nil
	}

	return errScope(r.registeredScopes(release))
}

// registeredScopes are the scopes that a refusal names: those that the class of
// the endpoint registers, whether they reach this endpoint or not, and then those
// of the whole API.
// Source: lib/api/api_guard.rb, lib/api/api.rb; merge request 124074 shows a body.
func (r route) registeredScopes(release release) []string {
	ofClass := r.scopes
	if len(ofClass) == 0 && slices.Contains(r.segments, "runners") {
		ofClass = []string{scopeManageRunner}
	}

	if !release.has(manageRunnerScope) {
		ofClass = slices.DeleteFunc(slices.Clone(ofClass), func(scope string) bool { return scope == scopeManageRunner })
	}

	return append(slices.Clone(ofClass), scopeAPI, scopeReadAPI)
}

func (p principal) fineGrained() bool {
	return p.token != nil && p.token.has(granular)
}
