package gitlabsim_test

import (
	"net/http"
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
