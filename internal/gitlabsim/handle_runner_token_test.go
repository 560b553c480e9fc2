package gitlabsim_test

import (
	"net/http"
	"testing"
)

func TestResetByID(t *testing.T) {
	t.Parallel()

	reset := []string{`max POST /runners/3/reset_authentication_token`}

	run(t, []testCase{
		{name: "6.14/reset", do: `max POST /runners/3/reset_authentication_token`, status: 201, has: `{"token_expires_at":null}`, keys: "token token_expires_at"},
		{name: "6.14/parameters are ignored", do: `max POST /runners/3/reset_authentication_token {"token_expires_at":"2030-01-03T00:00:00Z"}`, status: 201, has: `{"token_expires_at":null}`},
		{name: "6.14/an instance runner", do: `root POST /runners/1/reset_authentication_token`, status: 201},
		{name: "6.14/no contact", before: reset, do: `max GET /runners/3`, status: 200, has: `{"status":"never_contacted","contacted_at":null}`},
		{name: "10/a lock does not forbid a reset", do: `max POST /runners/5/reset_authentication_token`, status: 201},
		{name: "6.14/the old token is invalid", before: reset, do: `- POST /runners/verify token=$glrt3$`, status: 403, body: forbidden},
		{name: "6.14/the new token is valid", before: reset, do: `- POST /runners/verify token=$last$`, status: 200, has: `{"id":3}`},
		{name: "6.14/no access", do: `dev POST /runners/3/reset_authentication_token`, status: 403, body: noAccess},
		{name: "6.14/group runner by a Maintainer", do: `gus POST /runners/2/reset_authentication_token`, status: 403, body: noAccess},
		{name: "6.14/no such runner", do: `max POST /runners/99/reset_authentication_token`, status: 404, body: noRunner},
		{name: "6.14/id a word", do: `max POST /runners/x/reset_authentication_token`, status: 400, body: `{"error":"id is invalid"}`},
	})
}

// `gitlab-runner reset-token --pat` sends null as its body.
func TestResetByIDAsGitLabRunnerDoes(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	got := s.send(http.MethodPost, "/runners/3/reset_authentication_token", "null", http.Header{
		"Private-Token": {s.tokens["max"]}, "Content-Type": {"application/json"}, "Accept": {"application/json"},
	})
	testCase{do: "6.14/as GitLab Runner does", status: 201, keys: "token token_expires_at"}.check(t, got)
}

func TestVerifyEchoesTheToken(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	testCase{do: "6.19/the same token", status: 200, body: `{"id":3,"token":"` + s.tokens["glrt3"] + `","token_expires_at":null}`}.check(t,
		s.do(`- POST /runners/verify token=$glrt3$`))
}

func TestRunnerTokenEndpoints(t *testing.T) {
	t.Parallel()

	const noToken = `{"error":"token is missing"}`

	expiring := []string{
		`root PUT /application/settings project_runner_token_expiration_interval=3600`,
		`max POST /runners/3/reset_authentication_token`,
		`- POST /_sim/clock {"advance":"1h"}`,
	}

	run(t, []testCase{
		{name: "6.15/token missing", do: `- POST /runners/reset_authentication_token`, status: 400, body: noToken},
		{name: "6.15/unknown", do: `- POST /runners/reset_authentication_token token=glrt-x`, status: 403, body: forbidden},
		{name: "6.15/reset", do: `- POST /runners/reset_authentication_token {"token":"$glrt3$"}`, status: 201, has: `{"token_expires_at":null}`, keys: "token token_expires_at"},
		{name: "6.15/empty", do: `- POST /runners/reset_authentication_token token=`, status: 403, body: forbidden},
		{name: "6.15/the new token is valid", before: []string{`- POST /runners/reset_authentication_token token=$glrt3$`}, do: `- POST /runners/verify token=$last$`, status: 200, has: `{"id":3}`},
		{name: "6.15/a manager by its system id", before: []string{`- POST /runners/reset_authentication_token token=$glrt3$&system_id=s`}, do: `max GET /runners/3/managers`, status: 200, has: `[{"system_id":"s","status":"online"}]`},
		{name: "6.15/the old token is invalid", before: []string{`- POST /runners/reset_authentication_token token=$glrt3$`}, do: `- POST /runners/reset_authentication_token token=$glrt3$`, status: 403, body: forbidden},
		{name: "6.15/counts as a contact", before: []string{`- POST /runners/reset_authentication_token token=$glrt3$`}, do: `max GET /runners/3`, status: 200, has: `{"online":true,"status":"online"}`},
		{name: "6.15/the legacy manager", before: []string{`- POST /runners/reset_authentication_token token=$glrt3$`}, do: `max GET /runners/3/managers`, status: 200, has: `[{"system_id":"<legacy>","status":"online","ip_address":"127.0.0.1"}]`},
		{name: "6.15/an expired runner cannot rotate itself", before: expiring, do: `- POST /runners/reset_authentication_token token=$last$`, status: 403, body: forbidden},
		{name: "9.3/reset by id works on expired tokens", before: expiring, do: `max POST /runners/3/reset_authentication_token`, status: 201, has: `{"token_expires_at":"2030-01-02T05:04:05.678Z"}`},

		{name: "9.3/expired, for managers", before: expiring, do: `- DELETE /runners/managers token=$last$&system_id=s`, status: 403, body: forbidden},
		{name: "9.3/expired, for jobs", before: expiring, do: `- POST /jobs/request token=$last$`, status: 403, body: forbidden},
		{name: "9.3/a second before the expiry", before: []string{expiring[0], expiring[1], `- POST /_sim/clock {"advance":"59m59s"}`}, do: `- POST /runners/verify token=$last$`, status: 200},

		{name: "6.17/token missing", do: `- DELETE /runners`, status: 400, body: noToken},
		{name: "6.17/unknown", do: `- DELETE /runners token=x`, status: 403, body: forbidden},
		{name: "6.17/expired", before: expiring, do: `- DELETE /runners token=$last$`, status: 403, body: forbidden},
		{name: "6.17/in the query", do: `- DELETE /runners?token=$glrt3$`, status: 204},
		{name: "6.17/several projects", do: `- DELETE /runners token=$glrt4$`, status: 204},
		{name: "6.17/instance runner", do: `- DELETE /runners token=$glrt1$`, status: 204},
		{name: "6.17/group runner", do: `- DELETE /runners token=$glrt2$`, status: 204},
		{name: "6.17/a second delete", before: []string{`- DELETE /runners token=$glrt3$`}, do: `- DELETE /runners token=$glrt3$`, status: 403, body: forbidden},
		{name: "6.17/gone", before: []string{`- DELETE /runners token=$glrt3$`}, do: `max GET /runners/3`, status: 404, body: noRunner},

		{name: "6.18/both missing", do: `- DELETE /runners/managers`, status: 400, body: `{"error":"token is missing, system_id is missing"}`},
		{name: "6.18/system_id missing", do: `- DELETE /runners/managers token=$glrt3$`, status: 400, body: `{"error":"system_id is missing"}`},
		{name: "6.18/unknown token", do: `- DELETE /runners/managers token=x&system_id=s`, status: 403, body: forbidden},
		{name: "6.18/unknown system id", do: `- DELETE /runners/managers token=$glrt3$&system_id=s`, status: 404, body: `{"message":"404 Runner manager not found Not Found"}`},
		{name: "6.18/deleted", before: []string{`- POST /runners/verify token=$glrt3$&system_id=s`}, do: `- DELETE /runners/managers {"token":"$glrt3$","system_id":"s"}`, status: 204},
		{name: "6.18/token missing", do: `- DELETE /runners/managers system_id=s`, status: 400, body: noToken},
		{name: "6.18/the token stays valid", before: []string{`- POST /runners/verify token=$glrt3$&system_id=s`, `- DELETE /runners/managers token=$glrt3$&system_id=s`}, do: `- POST /runners/verify token=$glrt3$`, status: 200},
		{name: "6.18/the runner stays", before: []string{`- POST /runners/verify token=$glrt3$&system_id=s`, `- DELETE /runners/managers token=$glrt3$&system_id=s`}, do: `max GET /runners/3/managers`, status: 200, body: `[]`},

		{name: "6.19/token missing", do: `- POST /runners/verify {}`, status: 400, body: noToken},
		{name: "6.19/unknown", do: `- POST /runners/verify token=x`, status: 403, body: forbidden},
		{name: "6.19/empty", do: `- POST /runners/verify token=`, status: 403, body: forbidden},
		{name: "6.19/token an array", do: `- POST /runners/verify {"token":["x"]}`, status: 400, body: `{"error":"token is invalid"}`},
		{name: "6.19/expired", before: expiring, do: `- POST /runners/verify token=$last$`, status: 403, body: forbidden},
		{name: "6.19/echoes the token", do: `- POST /runners/verify token=$glrt3$`, status: 200, has: `{"id":3,"token_expires_at":null}`, keys: "id token token_expires_at"},
		{name: "6.19/system_id is optional", before: []string{`- POST /runners/verify token=$glrt3$`}, do: `max GET /runners/3/managers`, status: 200, has: `[{"system_id":"<legacy>"}]`},
		{name: "6.19/no second manager for a known system id", before: []string{`- POST /runners/verify token=$glrt3$&system_id=s`, `- POST /runners/verify token=$glrt3$&system_id=s`}, do: `max GET /runners/3/managers`, status: 200, has: `[{"system_id":"s"}]`},
		{name: "10/a paused runner keeps its token", before: []string{`max PUT /runners/3 paused=true`}, do: `- POST /runners/verify token=$glrt3$`, status: 200, has: `{"id":3}`},
		{name: "6.19/in the query", do: `- POST /runners/verify?token=$glrt3$`, status: 200, has: `{"id":3}`},
		{
			name: "6.19/makes a manager and fills it", before: []string{
				`- POST /runners/verify {"token":"$glrt3$","system_id":"s_1","info":{"version":"19.0.0","revision":"r","platform":"linux","architecture":"arm64"}}`,
			}, do: `max GET /runners/3/managers`, status: 200,
			has: `[{"system_id":"s_1","version":"19.0.0","revision":"r","platform":"linux","architecture":"arm64","status":"online"}]`,
		},
		{name: "4/verify is a contact", before: []string{`- POST /runners/verify token=$glrt3$&system_id=s`}, do: `max GET /runners/3`, status: 200, has: `{"status":"online","contacted_at":"2030-01-02T03:04:05.678Z"}`},
		{name: "4/verify was none", version: "18.1", before: []string{`- POST /runners/verify token=$glrt3$&system_id=s`}, do: `max GET /runners/3`, status: 200, has: `{"status":"never_contacted","contacted_at":null}`},
	})
}
