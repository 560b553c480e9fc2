package gitlabsim_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func TestWaysToSendAToken(t *testing.T) {
	t.Parallel()

	for name, tc := range map[string]struct {
		query  string
		header http.Header
		status int
	}{
		"PRIVATE-TOKEN":      {"", http.Header{"Private-Token": {"glpat-root"}}, 200},
		"Bearer":             {"", http.Header{"Authorization": {"Bearer glpat-root"}}, 200},
		"private_token":      {"?private_token=glpat-root", nil, 200},
		"access_token":       {"?access_token=glpat-root", nil, 200},
		"none":               {"", nil, 401},
		"unknown":            {"", http.Header{"Private-Token": {"glpat-x"}}, 401},
		"another scheme":     {"", http.Header{"Authorization": {"Basic glpat-root"}}, 401},
		"runner token":       {"", http.Header{"Private-Token": {"glrt-x"}}, 401},
		"empty header token": {"", http.Header{"Private-Token": {""}}, 401},
	} {
		t.Run("2.3/"+name, func(t *testing.T) {
			t.Parallel()

			header := tc.header
			if header == nil {
				header = http.Header{}
			}

			want := testCase{do: name, status: tc.status}
			if tc.status == http.StatusUnauthorized {
				want.body = `{"message":"401 Unauthorized"}`
			}

			want.check(t, newSim(t).send(http.MethodGet, "/user"+tc.query, "", header))
		})
	}
}

func TestTokensEnd(t *testing.T) {
	t.Parallel()

	t.Run("2.5/expired", func(t *testing.T) {
		t.Parallel()

		s := newSim(t)
		s.user("ann", "", "api")
		s.must(`- POST /_sim/clock {"advance":"8784h"}`)

		testCase{do: "user", status: 401, body: `{"error":"invalid_token","error_description":` +
			`"Token is expired. You can either do re-authorization or token refresh."}`}.check(t, s.do(`ann GET /user`))
		testCase{do: "root", status: 200}.check(t, s.do(`root GET /user`))
	})

	t.Run("2.5/revoked", func(t *testing.T) {
		t.Parallel()

		s := newSim(t)
		s.user("ann", "", "api")
		s.must(`ann DELETE /personal_access_tokens/self`)

		testCase{do: "user", status: 401, body: `{"error":"invalid_token","error_description":` +
			`"Token was revoked. You have to re-authorize from the user."}`}.check(t, s.do(`ann GET /user`))
	})
}

// Which endpoints each scope opens to somebody who has every role.
func TestScopes(t *testing.T) {
	t.Parallel()

	endpoints := []struct {
		line   string
		opened string // by api and…
	}{
		{`GET /runners`, "read_api"},
		{`GET /runners/all`, "read_api"},
		{`GET /projects/1/runners`, "read_api"},
		{`GET /groups/1/runners`, "read_api"},
		{`GET /runners/3`, "read_api manage_runner"},
		{`GET /runners/3/jobs`, "read_api manage_runner"},
		{`GET /runners/3/managers`, "read_api manage_runner"},
		{`GET /runners/3/projects`, "read_api manage_runner"},
		{`PUT /runners/3 locked=true`, "manage_runner"},
		{`DELETE /runners/3`, "manage_runner"},
		{`POST /runners/3/reset_authentication_token`, "manage_runner"},
		{`POST /user/runners runner_type=instance_type`, "create_runner"},
		{`POST /projects/2/runners runner_id=3`, ""},
		{`DELETE /projects/2/runners/4`, ""},
		{`POST /projects/1/runners/reset_registration_token`, ""},
		{`GET /user`, "read_api read_user"},
		{`GET /version`, "read_api read_user"},
		{`GET /personal_access_tokens/self`, "read_api read_user manage_runner create_runner"},
	}

	for _, scope := range []string{"api", "read_api", "manage_runner", "create_runner", "read_user"} {
		for _, endpoint := range endpoints {
			t.Run("2.4/"+scope+"/"+endpoint.line, func(t *testing.T) {
				t.Parallel()

				s := scene(t)
				s.user("adm", `,"admin":true`, scope)
				s.must(`root PUT /application/settings allow_runner_registration_token=true`)

				got := s.do("adm " + endpoint.line)
				open := scope == "api" || containsWord(endpoint.opened, scope)

				if open && got.status >= 300 {
					t.Errorf("answered with %d %s", got.status, got.text)
				}

				if !open {
					testCase{do: endpoint.line, status: 403, has: `{"error":"insufficient_scope","error_description":` +
						`"The request requires higher privileges than provided by the access token."}`}.check(t, got)
				}
			})
		}
	}
}

func containsWord(list, word string) bool {
	for _, each := range strings.Fields(list) {
		if each == word {
			return true
		}
	}

	return false
}

func TestScopesByRelease(t *testing.T) {
	t.Parallel()

	for _, tc := range []struct {
		version gitlabsim.Version
		scope   string
		status  int
	}{
		{"16.0", "create_runner", 400},
		{"16.11", "create_runner", 201},
		{"17.0", "manage_runner", 400},
		{"17.1", "manage_runner", 201},
		{"19.0", "everything", 400},
	} {
		t.Run(fmt.Sprintf("11/%s in %s", tc.scope, tc.version), func(t *testing.T) {
			t.Parallel()

			s := newSim(t, gitlabsim.WithVersion(tc.version))
			want := testCase{do: tc.scope, status: tc.status}

			if tc.status == http.StatusBadRequest {
				want.body = `{"error":"scopes does not have a valid value"}`
			}

			want.check(t, s.do(`root POST /users/1/personal_access_tokens {"name":"t","scopes":["`+tc.scope+`"]}`))
		})
	}
}

func TestAdminMode(t *testing.T) {
	t.Parallel()

	s := scene(t, gitlabsim.WithAdminMode(true))
	s.user("adm", `,"admin":true`, "api")
	s.user("boss", `,"admin":true`, "api", "admin_mode")

	for _, tc := range []testCase{
		{name: "2.3/root has the scope", do: `root GET /runners/all`, status: 200},
		{name: "2.3/with the scope", do: `boss GET /runners/all`, status: 200},
		{name: "2.3/without it", do: `adm GET /runners/all`, status: 403, body: forbidden},
		{name: "2.3/a private project", do: `adm GET /projects/1/runners`, status: 404, body: `{"message":"404 Project Not Found"}`},
		{name: "2.3/creation", do: `adm POST /user/runners runner_type=instance_type`, status: 403, body: `{"message":"403 Forbidden - Insufficient permissions"}`},
		{name: "2.3/other people's runners", do: `adm GET /runners/3`, status: 403, body: noAccess},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tc.check(t, s.do(tc.do))
		})
	}
}
