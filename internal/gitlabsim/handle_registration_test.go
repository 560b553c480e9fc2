package gitlabsim_test

import (
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func TestRegisterRunner(t *testing.T) {
	t.Parallel()

	instance := []string{
		`root PUT /application/settings allow_runner_registration_token=true`,
		`root POST /runners/reset_registration_token`,
	}
	group := append(instance[:1:1], `ann POST /groups/1/runners/reset_registration_token`)
	project := append(instance[:1:1], `max POST /projects/1/runners/reset_registration_token`)
	off := append(instance, `root PUT /application/settings allow_runner_registration_token=false`)

	const (
		bad  = `{"message":"403 Forbidden - invalid token supplied"}`
		gone = `{"message":"410 Gone - runner registration disallowed"}`
	)

	run(t, []testCase{
		{name: "6.16/token missing", do: `- POST /runners {}`, status: 400, body: `{"error":"token is missing"}`},
		{name: "6.16/token empty", do: `- POST /runners token=`, status: 403, body: bad},
		{name: "6.16/unknown while allowed", before: instance[:1], do: `- POST /runners token=x`, status: 403, body: bad},
		{name: "6.16/unknown while off", do: `- POST /runners token=x`, status: 410, body: gone},
		{name: "6.16/known while off", before: off, do: `- POST /runners token=$last$`, status: 410, body: gone},
		{name: "6.16/instance", before: instance, do: `- POST /runners {"token":"$last$"}`, status: 201, has: `{"id":6,"token_expires_at":null}`},
		{name: "6.16/instance type", before: append(instance, `- POST /runners token=$last$`), do: `root GET /runners/6`, status: 200, has: `{"runner_type":"instance_type"}`, lacks: []string{"created_by"}},
		{name: "6.16/group type", before: append(group, `- POST /runners token=$last$`), do: `root GET /runners/6`, status: 200, has: `{"runner_type":"group_type","groups":[{"id":1}]}`},
		{name: "6.16/project type", before: append(project, `- POST /runners token=$last$`), do: `root GET /runners/6`, status: 200, has: `{"runner_type":"project_type","projects":[{"id":1}]}`},
		{
			name: "6.16/settings", before: append(project, `- POST /runners {"token":"$last$","description":"d","maintainer_note":"n",`+
				`"info":{"name":"gitlab-runner","version":"17.0"},"active":false,"locked":true,"access_level":"ref_protected",`+
				`"run_untagged":false,"tag_list":"a,b","maximum_timeout":900}`),
			do: `root GET /runners/6`, status: 200,
			has: `{"description":"d","maintenance_note":"n","name":"gitlab-runner","version":null,"paused":true,"locked":true,` +
				`"access_level":"ref_protected","run_untagged":false,"tag_list":["a","b"],"maximum_timeout":900}`,
		},
		{name: "6.16/validation by field", before: instance, do: `- POST /runners token=$last$&maximum_timeout=1`, status: 400, body: `{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}`},
		{name: "6.16/active and paused", before: instance, do: `- POST /runners token=$last$&active=true&paused=false`, status: 400, body: `{"error":"active, paused are mutually exclusive"}`},
		{name: "6.16/both notes", before: instance, do: `- POST /runners token=$last$&maintainer_note=a&maintenance_note=b`, status: 400, body: `{"error":"maintainer_note, maintenance_note are mutually exclusive"}`},
		{
			name: "2.5/plan limit", before: append(project, `root PUT /application/plan_limits plan_name=default&ci_registered_project_runners=3`),
			do: `- POST /runners token=$last$`, status: 400,
			body: `{"message":{"runner_projects.base":["Maximum number of ci registered project runners (3) exceeded"]}}`,
		},
		{
			name: "2.5/plan limit of a group", before: append(group, `root PUT /application/plan_limits plan_name=default&ci_registered_group_runners=1`),
			do: `- POST /runners token=$last$`, status: 400,
			body: `{"message":{"runner_namespaces.base":["Maximum number of ci registered group runners (1) exceeded"]}}`,
		},
		{name: "3.3/members of a registration", before: instance, do: `- POST /runners token=$last$`, status: 201, keys: "id token token_expires_at"},
		{name: "6.16/blank values count as not sent", before: append(instance, `- POST /runners {"token":"$last$","description":"","maintenance_note":"","tag_list":[],"maximum_timeout":"","paused":null,"locked":"","run_untagged":null,"access_level":null,"info":{"name":""}}`), do: `root GET /runners/6`, status: 200, has: `{"description":null,"maintenance_note":null,"tag_list":[],"maximum_timeout":null,"paused":false,"locked":false,"run_untagged":true,"access_level":"not_protected","name":null}`},
		{name: "6.16/a name of 256", before: instance, do: `- POST /runners {"token":"$last$","info":{"name":"` + repeat(256) + `"}}`, status: 201},
		{name: "6.16/a name too long", before: instance, do: `- POST /runners {"token":"$last$","info":{"name":"` + repeat(257) + `"}}`, status: 400, body: `{"message":{"name":["is too long (maximum is 256 characters)"]}}`},
		{name: "6.16/a name too long before", version: "18.10", before: instance, do: `- POST /runners {"token":"$last$","info":{"name":"` + repeat(257) + `"}}`, status: 500},
		{name: "6.16/paused", before: append(instance, `- POST /runners token=$last$&paused=true&maintenance_note=n`), do: `root GET /runners/6`, status: 200, has: `{"paused":true,"active":false,"maintenance_note":"n"}`},
		{name: "6.16/maximum_timeout beyond its column", before: instance, do: `- POST /runners token=$last$&maximum_timeout=2147483648`, status: 500},
		{name: "6.16/registrar of projects switched off", before: append(project, `root PUT /application/settings {"valid_runner_registrars":["group"]}`), do: `- POST /runners token=$last$`, status: 403, body: bad},
		{name: "6.16/on by default before 17.0", version: "16.11", do: `- POST /runners token=x`, status: 403, body: bad},
		{name: "10/the project of the token is the owner", before: append(project, `- POST /runners token=$last$`, `root POST /projects/2/runners runner_id=6`), do: `root DELETE /projects/1/runners/6`, status: 403, body: `{"message":"403 Forbidden - You cannot unassign a runner from the owner project. Delete the runner instead"}`},
		{name: "4/verify always was a contact of registered runners", version: "17.0", before: append(instance, `- POST /runners token=$last$`, `- POST /runners/verify token=$glrt6$`), do: `root GET /runners/6`, status: 200, has: `{"status":"online"}`},
		{name: "6.16/registrar switched off", before: append(group, `root PUT /application/settings {"valid_runner_registrars":["project"]}`), do: `- POST /runners token=$last$`, status: 403, body: bad},
		{name: "6.13/a new token kills the old one", before: append(project, `max POST /projects/2/runners {"runner_id":3}`, `max POST /projects/1/runners/reset_registration_token`), do: `- POST /runners token=$last$`, status: 201},
	})
}

func TestOldRegistrationTokenDies(t *testing.T) {
	t.Parallel()

	s := fixture(t, gitlabsim.WithVersion("16.11"))
	s.must(`root POST /runners/reset_registration_token`)
	s.tokens["old"] = s.tokens["last"]
	s.must(`- POST /runners token=$old$`, `root POST /runners/reset_registration_token`)

	testCase{do: "old token", status: 403}.check(t, s.do(`- POST /runners token=$old$`))
	testCase{do: "its runner", status: 200}.check(t, s.do(`- POST /runners/verify token=$glrt6$`))
}

func TestResetRegistrationToken(t *testing.T) {
	t.Parallel()

	on := []string{`root PUT /application/settings allow_runner_registration_token=true`}

	run(t, []testCase{
		{name: "6.13/instance", before: on, do: `root POST /runners/reset_registration_token`, status: 201, lacks: []string{"token_expires_at"}},
		{name: "6.13/instance by a user", before: on, do: `ann POST /runners/reset_registration_token`, status: 403, body: forbidden},
		{name: "6.13/group", before: on, do: `ann POST /groups/1/runners/reset_registration_token`, status: 201},
		{name: "6.13/group by a Maintainer", before: on, do: `gus POST /groups/1/runners/reset_registration_token`, status: 403, body: forbidden},
		{name: "6.13/group by a user without a role", before: on, do: `out POST /groups/1/runners/reset_registration_token`, status: 404, body: `{"message":"404 Group Not Found"}`},
		{name: "6.13/project", before: on, do: `max POST /projects/1/runners/reset_registration_token`, status: 201},
		{name: "6.13/project by a Developer", before: on, do: `dev POST /projects/1/runners/reset_registration_token`, status: 403, body: forbidden},
		{name: "6.13/project by a user without a role", before: on, do: `out POST /projects/1/runners/reset_registration_token`, status: 404, body: `{"message":"404 Project Not Found"}`},
		{name: "6.13/anonymous", before: on, do: `- POST /projects/1/runners/reset_registration_token`, status: 401, body: `{"message":"401 Unauthorized"}`},
		{name: "6.13/anonymous, for a group", before: on, do: `- POST /groups/1/runners/reset_registration_token`, status: 401, body: `{"message":"401 Unauthorized"}`},
		{name: "6.13/anonymous, for the instance", before: on, do: `- POST /runners/reset_registration_token`, status: 401, body: `{"message":"401 Unauthorized"}`},
		{name: "3.4/members of a registration token", before: on, do: `max POST /projects/1/runners/reset_registration_token`, status: 201, keys: "token"},
		{name: "6.13/disallowed for a group", do: `ann POST /groups/1/runners/reset_registration_token`, status: 403, body: forbidden},
		{name: "6.13/disallowed for the instance", do: `root POST /runners/reset_registration_token`, status: 403, body: forbidden},
		{name: "6.13/invisible before disallowed", do: `out POST /projects/1/runners/reset_registration_token`, status: 404, body: `{"message":"404 Project Not Found"}`},
		{name: "6.13/disallowed", do: `max POST /projects/1/runners/reset_registration_token`, status: 403, body: forbidden},
		{name: "6.13/allowed by default before 17.0", version: "16.11", do: `max POST /projects/1/runners/reset_registration_token`, status: 201},
	})
}

// A fixed token is the same after a reset of the emulator.
func TestFixedRegistrationToken(t *testing.T) {
	t.Parallel()

	s := newSim(t, gitlabsim.WithVersion("16.11"), gitlabsim.WithRegistrationToken("shared"))
	testCase{do: "6.16/fixed", status: 201, has: `{"id":1}`}.check(t, s.do(`- POST /runners token=shared`))
	s.must(`root POST /runners/reset_registration_token`)
	testCase{do: "6.16/replaced", status: 403}.check(t, s.do(`- POST /runners token=shared`))
	s.must(`- POST /_sim/reset`)
	testCase{do: "6.16/fixed again", status: 201}.check(t, s.do(`- POST /runners token=shared`))
}
