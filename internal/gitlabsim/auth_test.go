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
		"Runner-Token":       {"", http.Header{"Runner-Token": {"glpat-root"}}, 401},
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

// Runners authenticate by a parameter; credentials in headers do not matter.
func TestRunnerTokenIsAParameter(t *testing.T) {
	t.Parallel()

	for name, tc := range map[string]struct {
		header http.Header
		want   testCase
	}{
		"Runner-Token is not read": {
			http.Header{"Runner-Token": {"$glrt3$"}}, testCase{do: "/runners/verify", status: 400, body: `{"error":"token is missing"}`},
		},
		"nor is PRIVATE-TOKEN": {
			http.Header{"Private-Token": {"$glrt3$"}}, testCase{do: "/runners/verify", status: 400, body: `{"error":"token is missing"}`},
		},
		"an unknown user token": {
			http.Header{"Private-Token": {"glpat-x"}}, testCase{do: "/runners/verify?token=$glrt3$", status: 200},
		},
		"another runner's header": {
			http.Header{"Runner-Token": {"$glrt4$"}}, testCase{do: "/runners/verify?token=$glrt3$", status: 200, has: `{"id":3}`},
		},
		"a user token is no runner token": {
			http.Header{}, testCase{do: "/runners/verify?token=glpat-root", status: 403, body: forbidden},
		},
		"a registration token is none either": {
			http.Header{}, testCase{do: "/runners/verify?token=GR1348941x", status: 403, body: forbidden},
		},
	} {
		t.Run("2.3/"+name, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)

			for key, values := range tc.header {
				tc.header[key] = []string{s.expand(values[0])}
			}

			tc.want.check(t, s.send(http.MethodPost, s.expand(tc.want.do), "", tc.header))
		})
	}
}

// The caller and what the caller may see of the project or group are checked first, then
// the parameters, then the runner and the permissions on it.
func TestOrderOfChecks(t *testing.T) {
	t.Parallel()

	const (
		anonymous = `{"message":"401 Unauthorized"}`
		noProject = `{"message":"404 Project Not Found"}`
	)

	run(t, []testCase{
		{name: "2.2/authentication before parameters", do: `- PUT /runners/3 {}`, status: 401, body: anonymous},
		{name: "2.2/authentication before pages", do: `- GET /runners?per_page=0`, status: 401, body: anonymous},
		{name: "2.2/authentication before the lookup", do: `- GET /runners/99`, status: 401, body: anonymous},
		{name: "2.2/an invisible project before parameters", do: `out POST /projects/2/runners {}`, status: 404, body: noProject},
		{name: "2.2/an invisible project before filters", do: `out GET /projects/1/runners?scope=nonsense`, status: 404, body: noProject},
		{name: "2.2/an invisible group before filters", do: `out GET /groups/1/runners?type=x`, status: 404, body: `{"message":"404 Group Not Found"}`},
		{name: "2.2/the role in the project before parameters", do: `dev POST /projects/1/runners {}`, status: 403, body: forbidden},
		{name: "2.2/the role in the project before filters", do: `dev GET /projects/1/runners?scope=nonsense`, status: 403, body: forbidden},
		{name: "2.2/the role in the group before filters", do: `dev GET /groups/1/runners?type=x`, status: 403, body: forbidden},
		{name: "2.2/parameters before the role of an administrator", do: `ann GET /runners/all?type=x`, status: 400, body: `{"error":"type does not have a valid value"}`},
		{name: "2.2/parameters before the permission", do: `dev PUT /runners/3 {"locked":"maybe"}`, status: 400, body: `{"error":"locked is invalid"}`},
		{name: "2.2/parameters before the lookup", do: `max PUT /runners/99 {"locked":"maybe"}`, status: 400, body: `{"error":"locked is invalid"}`},
		{name: "2.2/the lookup before the permission", do: `dev PUT /runners/99 {"locked":true}`, status: 404, body: noRunner},
		{name: "2.2/the permission before the model", do: `dev PUT /runners/3 {"maximum_timeout":1}`, status: 403, body: noAccess},
		{name: "2.2/parameters before a runner's token", do: `- DELETE /runners/managers token=x`, status: 400, body: `{"error":"system_id is missing"}`},
		{name: "2.2/a malformed body before anything", do: `- PUT /runners/3 {"locked":`, status: 400},
	})
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

	t.Run("2.5/unknown, where none is needed", func(t *testing.T) {
		t.Parallel()

		s := newSim(t)
		s.tokens["x"] = "glpat-x"

		testCase{do: "visitor", status: 200, body: `[]`}.check(t, s.do(`- GET /projects`))
		testCase{do: "unknown", status: 401, body: `{"message":"401 Unauthorized"}`}.check(t, s.do(`x GET /projects`))
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

	s := fixture(t, gitlabsim.WithAdminMode(true))
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
