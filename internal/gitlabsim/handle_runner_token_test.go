package gitlabsim_test

import (
	"regexp"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func TestResetByID(t *testing.T) {
	t.Parallel()

	reset := []string{`max POST /runners/3/reset_authentication_token`}

	run(t, []testCase{
		{name: "6.14/reset", do: `max POST /runners/3/reset_authentication_token`, status: 201, has: `{"token_expires_at":null}`, lacks: []string{"id"}},
		{name: "6.14/the old token is dead", before: reset, do: `- POST /runners/verify token=$glrt3$`, status: 403, body: forbidden},
		{name: "6.14/the new token lives", before: reset, do: `- POST /runners/verify token=$last$`, status: 200, has: `{"id":3}`},
		{name: "6.14/no access", do: `dev POST /runners/3/reset_authentication_token`, status: 403, body: noAccess},
		{name: "6.14/group runner by a Maintainer", do: `gus POST /runners/2/reset_authentication_token`, status: 403, body: noAccess},
		{name: "6.14/no such runner", do: `max POST /runners/99/reset_authentication_token`, status: 404, body: noRunner},
		{name: "6.14/id a word", do: `max POST /runners/x/reset_authentication_token`, status: 400, body: `{"error":"id is invalid"}`},
	})
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
		{name: "6.15/reset", do: `- POST /runners/reset_authentication_token {"token":"$glrt3$"}`, status: 201, has: `{"token_expires_at":null}`, lacks: []string{"id"}},
		{name: "6.15/the old token is dead", before: []string{`- POST /runners/reset_authentication_token token=$glrt3$`}, do: `- POST /runners/reset_authentication_token token=$glrt3$`, status: 403, body: forbidden},
		{name: "6.15/counts as a contact", before: []string{`- POST /runners/reset_authentication_token token=$glrt3$`}, do: `max GET /runners/3`, status: 200, has: `{"online":true,"status":"online"}`},
		{name: "6.15/the legacy manager", before: []string{`- POST /runners/reset_authentication_token token=$glrt3$`}, do: `max GET /runners/3/managers`, status: 200, has: `[{"system_id":"<legacy>","status":"online","ip_address":"127.0.0.1"}]`},
		{name: "6.15/an expired runner cannot rotate itself", before: expiring, do: `- POST /runners/reset_authentication_token token=$last$`, status: 403, body: forbidden},
		{name: "9.3/reset by id works on expired tokens", before: expiring, do: `max POST /runners/3/reset_authentication_token`, status: 201, has: `{"token_expires_at":"2030-01-02T05:04:05.678Z"}`},

		{name: "6.17/token missing", do: `- DELETE /runners`, status: 400, body: noToken},
		{name: "6.17/unknown", do: `- DELETE /runners token=x`, status: 403, body: forbidden},
		{name: "6.17/expired", before: expiring, do: `- DELETE /runners token=$last$`, status: 403, body: forbidden},
		{name: "6.17/in the query", do: `- DELETE /runners?token=$glrt3$`, status: 204},
		{name: "6.17/several projects", do: `- DELETE /runners token=$glrt4$`, status: 204},
		{name: "6.17/instance runner", do: `- DELETE /runners token=$glrt1$`, status: 204},
		{name: "6.17/gone", before: []string{`- DELETE /runners token=$glrt3$`}, do: `max GET /runners/3`, status: 404, body: noRunner},

		{name: "6.18/both missing", do: `- DELETE /runners/managers`, status: 400, body: `{"error":"token is missing, system_id is missing"}`},
		{name: "6.18/system_id missing", do: `- DELETE /runners/managers token=$glrt3$`, status: 400, body: `{"error":"system_id is missing"}`},
		{name: "6.18/unknown token", do: `- DELETE /runners/managers token=x&system_id=s`, status: 403, body: forbidden},
		{name: "6.18/unknown system id", do: `- DELETE /runners/managers token=$glrt3$&system_id=s`, status: 404, body: `{"message":"404 Runner manager not found Not Found"}`},
		{name: "6.18/deleted", before: []string{`- POST /runners/verify token=$glrt3$&system_id=s`}, do: `- DELETE /runners/managers {"token":"$glrt3$","system_id":"s"}`, status: 204},
		{name: "6.18/the runner stays", before: []string{`- POST /runners/verify token=$glrt3$&system_id=s`, `- DELETE /runners/managers token=$glrt3$&system_id=s`}, do: `max GET /runners/3/managers`, status: 200, body: `[]`},

		{name: "6.19/token missing", do: `- POST /runners/verify {}`, status: 400, body: noToken},
		{name: "6.19/unknown", do: `- POST /runners/verify token=x`, status: 403, body: forbidden},
		{name: "6.19/empty", do: `- POST /runners/verify token=`, status: 403, body: forbidden},
		{name: "6.19/token an array", do: `- POST /runners/verify {"token":["x"]}`, status: 400, body: `{"error":"token is invalid"}`},
		{name: "6.19/expired", before: expiring, do: `- POST /runners/verify token=$last$`, status: 403, body: forbidden},
		{name: "6.19/echoes the token", do: `- POST /runners/verify token=$glrt3$`, status: 200, has: `{"id":3,"token_expires_at":null}`},
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

func TestJobRequest(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{name: "6.20/token missing", do: `- POST /jobs/request {}`, status: 400, body: `{"error":"token is missing"}`},
		{name: "6.20/bad token", do: `- POST /jobs/request token=x`, status: 403, body: forbidden},
		{name: "6.20/no job", do: `- POST /jobs/request token=$glrt3$`, status: 204},
		{name: "6.20/a contact", before: []string{`- POST /jobs/request token=$glrt3$&system_id=s&info[version]=19.1.0`}, do: `max GET /runners/3`, status: 200, has: `{"status":"online","version":"19.1.0"}`},
		{
			name: "6.20/a job", before: []string{`- POST /_sim/jobs {"runner_id":3,"status":"pending","name":"lint"}`},
			do: `- POST /jobs/request {"token":"$glrt3$","system_id":"s"}`, status: 201,
			has: `{"id":1,"job_info":{"name":"lint","stage":"test","project_id":1,"project_name":"web"},"runner_info":{"timeout":3600}}`,
		},
		{
			name: "6.20/the job runs", before: []string{`- POST /_sim/jobs {"runner_id":3,"status":"pending"}`, `- POST /jobs/request token=$glrt3$&system_id=s`},
			do: `max GET /runners/3/jobs?system_id=s`, status: 200, has: `[{"id":1,"status":"running"}]`,
		},
		{
			name: "6.20/paused", before: []string{`- POST /_sim/jobs {"runner_id":3,"status":"pending"}`, `max PUT /runners/3 paused=true`},
			do: `- POST /jobs/request token=$glrt3$`, status: 204,
		},
	})
}

func TestLastUpdate(t *testing.T) {
	t.Parallel()

	s := scene(t)
	last := s.must(`- POST /jobs/request token=$glrt3$`).header.Get("X-GitLab-Last-Update")

	if last == "" {
		t.Fatal("6.20: no X-GitLab-Last-Update")
	}

	testCase{do: "unchanged", status: 204}.check(t, s.do(`- POST /jobs/request token=$glrt3$&last_update=`+last))
	s.must(`- POST /_sim/jobs {"runner_id":3,"status":"pending"}`)
	testCase{do: "a job queued since", status: 201}.check(t, s.do(`- POST /jobs/request token=$glrt3$&last_update=`+last))
}

func TestTokenForms(t *testing.T) {
	t.Parallel()

	const (
		plain20  = `[A-Za-z0-9_-]{20}`
		routable = `[A-Za-z0-9_-]{27,300}\.[0-9a-z]{9}`
		create   = `root POST /user/runners runner_type=`
		register = `- POST /runners token=$reg$`
	)

	for _, tc := range []struct {
		version        gitlabsim.Version
		make, reset    string
		form, tokenFor string
	}{
		{"16.0", create + `instance_type`, "root", `glrt-` + plain20, ""},
		{"17.5", create + `group_type&group_id=1`, "root", `glrt-` + plain20, ""},
		{"17.6", create + `instance_type`, "root", `glrt-t1_` + plain20, ""},
		{"17.6", create + `group_type&group_id=1`, "root", `glrt-t2_` + plain20, ""},
		{"17.6", create + `project_type&project_id=1`, "root", `glrt-t3_` + plain20, ""},
		{"18.0", create + `instance_type`, "root", `glrt-t1_` + plain20, ""},
		{"18.0", create + `group_type&group_id=1`, "root", `glrt-t2_` + routable, ""},
		{"19.0", create + `project_type&project_id=1`, "root", `glrt-t3_` + routable, ""},
		{"17.5", register, "root", plain20, "/runners"},
		{"17.6", register, "root", `t1_` + plain20, "/runners"},
		{"17.6", register, "root", `t2_` + plain20, "/groups/1/runners"},
		{"17.6", register, "root", `t3_` + plain20, "/projects/1/runners"},
		{"17.11", register, "root", `glrtr-t1_` + plain20, "/runners"},
	} {
		t.Run("9.1/"+string(tc.version)+" "+tc.make+tc.tokenFor, func(t *testing.T) {
			t.Parallel()

			s := scene(t, gitlabsim.WithVersion(tc.version))

			if tc.tokenFor != "" {
				s.must(
					`root PUT /application/settings allow_runner_registration_token=true`,
					`root POST `+tc.tokenFor+`/reset_registration_token`,
				)
				s.tokens["reg"] = s.tokens["last"]
			}

			form := regexp.MustCompile(`^` + tc.form + `$`)

			s.must(tc.make)

			first := s.tokens["last"]
			if !form.MatchString(first) {
				t.Errorf("the token is %q, want the form %s", first, tc.form)
			}

			s.must(`root POST /runners/6/reset_authentication_token`)

			if second := s.tokens["last"]; second == first || !form.MatchString(second) {
				t.Errorf("the token after a reset is %q, want the form %s", second, tc.form)
			}
		})
	}
}
