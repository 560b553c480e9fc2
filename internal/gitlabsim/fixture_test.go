package gitlabsim_test

import (
	"net/http"
	"strings"
	"testing"
)

// The endpoints that create users, groups, projects and members.

func TestUsers(t *testing.T) {
	t.Parallel()

	const make2 = `root POST /users {"username":"new","name":"New","email":"new@example.com",`

	run(t, []testCase{
		{
			name: "user/administrators see what they are", do: `root GET /user`, status: 200,
			body: `{"id":1,"username":"root","public_email":"","name":"Administrator","state":"active","locked":false,` +
				`"avatar_url":"https://www.gravatar.com/avatar/258d8dc916db8cea2cafb6c3cd0cb0246efe061421dbd83ec3a350428cabda4f?s=80&d=identicon",` +
				`"web_url":"http://gitlab.test/root","created_at":"2030-01-02T03:04:05.678Z","bio":"","location":"","linkedin":"",` +
				`"twitter":"","discord":"","website_url":"","github":"","job_title":"","pronouns":null,"organization":"","bot":false,` +
				`"work_information":null,"followers":0,"following":0,"is_followed":false,"local_time":null,` +
				`"email":"admin@example.com","confirmed_at":"2030-01-02T03:04:05.678Z","can_create_group":true,` +
				`"can_create_project":true,"projects_limit":100000,"external":false,"is_admin":true,"is_auditor":false,"note":"",` +
				`"namespace_id":1000001}`,
		},
		{name: "user/others do not", do: `ann GET /user`, status: 200, has: `{"username":"ann"}`, lacks: []string{"is_admin", "is_auditor"}},
		{name: "users/create", do: make2 + `"password":"x","admin":true,"skip_confirmation":true}`, status: 201, has: `{"id":9,"username":"new","is_admin":true,"state":"active"}`},
		{name: "users/without a password", do: make2 + `"admin":true}`, status: 400, body: `{"error":"password, reset_password, force_random_password are missing, at least one parameter must be provided"}`},
		{name: "users/without a name", do: `root POST /users {"password":"x"}`, status: 400, body: `{"error":"email is missing, name is missing, username is missing"}`},
		{name: "users/address taken", before: []string{make2 + `"password":"x"}`}, do: `root POST /users {"username":"other","name":"O","email":"NEW@example.com","password":"x"}`, status: 409, body: `{"message":"Email has already been taken"}`},
		{name: "users/name taken", do: `root POST /users {"username":"Ann","name":"O","email":"o@example.com","password":"x"}`, status: 409, body: `{"message":"Username has already been taken"}`},
		{name: "users/name of a group", do: `root POST /users {"username":"acme","name":"O","email":"o@example.com","password":"x"}`, status: 409},
		{name: "users/name with a slash", do: `root POST /users {"username":"a/b","name":"O","email":"o@example.com","password":"x"}`, status: 400},
		{name: "users/by a user", do: `ann POST /users {}`, status: 403, body: forbidden},
		{name: "users/list", do: `root GET /users?username=ANN`, status: 200, has: `[{"id":2,"email":"ann@example.com"}]`},
		{name: "users/search", do: `ann GET /users?search=sa`, status: 200, has: `[{"username":"sam"}]`},
		{name: "users/one", do: `ann GET /users/3`, status: 200, has: `{"username":"gus"}`, lacks: []string{"email"}},
		{name: "users/none", do: `ann GET /users/99`, status: 404, body: `{"message":"404 User Not Found"}`},
		{
			// With the body of the official provider.
			name: "users/create with everything", status: 201,
			do:  make2 + `"password":"x","projects_limit":0,"can_create_group":false,"external":true,"note":"n","skip_confirmation":true}`,
			has: `{"projects_limit":0,"can_create_project":false,"can_create_group":false,"external":true,"note":"n"}`,
		},
		{name: "users/update", do: `root PUT /users/2 {"name":"Ann B","admin":true,"note":"n"}`, status: 200, has: `{"id":2,"name":"Ann B","username":"ann","is_admin":true,"note":"n","email":"ann@example.com"}`},
		{name: "users/update to itself", do: `root PUT /users/2 {"username":"ANN","email":"ann@example.com"}`, status: 200, has: `{"username":"ANN"}`},
		{name: "users/update to a name taken", do: `root PUT /users/2 {"username":"max"}`, status: 409, body: `{"message":"Username has already been taken"}`},
		{name: "users/update to an address taken", do: `root PUT /users/2 {"email":"max@example.com"}`, status: 409, body: `{"message":"Email has already been taken"}`},
		{name: "users/update of no user", do: `root PUT /users/99 {"name":"x"}`, status: 404, body: `{"message":"404 User Not Found"}`},
		{name: "users/update by a user", do: `ann PUT /users/2 {"admin":true}`, status: 403, body: forbidden},
		{name: "users/renamed, their projects", before: []string{`out POST /projects path=mine`, `root PUT /users/7 {"username":"outer"}`}, do: `root GET /projects/outer%2Fmine`, status: 200},
		{name: "users/delete", do: `root DELETE /users/4`, status: 204},
		{name: "users/delete by a user", do: `ann DELETE /users/4`, status: 403, body: forbidden},
		{name: "users/deleted, the token", before: []string{`root DELETE /users/4`}, do: `max GET /user`, status: 401},
		{name: "users/deleted, the runners", before: []string{`root DELETE /users/4`}, do: `ann GET /runners/3`, status: 200, lacks: []string{"created_by"}},
		{name: "users/deleted, the memberships", before: []string{`root DELETE /users/4`}, do: `root GET /projects/1/members`, status: 200, has: `[{"username":"dev"}]`},
		{name: "users/root deletes itself", before: []string{`root DELETE /users/1`}, do: `- POST /_sim/jobs {"runner_id":3}`, status: 201},

		{
			name: "tokens/create", status: 201,
			do: `root POST /users/2/personal_access_tokens {"name":"ci","description":"d","scopes":["api","read_user"],"expires_at":"2030-02-01"}`,
			has: `{"id":9,"name":"ci","description":"d","revoked":false,"scopes":["api","read_user"],"user_id":2,"last_used_at":null,` +
				`"active":true,"expires_at":"2030-02-01","created_at":"2030-01-02T03:04:05.678Z"}`,
		},
		{name: "tokens/a year by default", do: `root POST /users/2/personal_access_tokens name=t&scopes[]=api`, status: 201, has: `{"expires_at":"2031-01-02"}`},
		{name: "tokens/nothing", do: `root POST /users/2/personal_access_tokens {}`, status: 400, body: `{"error":"name is missing, scopes is missing"}`},
		{name: "tokens/scope unknown", do: `root POST /users/2/personal_access_tokens {"name":"t","scopes":["everything"]}`, status: 400, body: `{"error":"scopes does not have a valid value"}`},
		{name: "tokens/by a user", do: `ann POST /users/2/personal_access_tokens {"name":"t","scopes":["api"]}`, status: 403, body: forbidden},
		{name: "tokens/for no user", do: `root POST /users/99/personal_access_tokens {"name":"t","scopes":["api"]}`, status: 404},
		{name: "tokens/self", do: `ann GET /personal_access_tokens/self`, status: 200, has: `{"id":2,"user_id":2,"scopes":["api"],"last_used_at":"2030-01-02T03:04:05.678Z"}`, lacks: []string{"token"}},
		{name: "tokens/root never expires", do: `root GET /personal_access_tokens/self`, status: 200, has: `{"expires_at":null}`},
		{name: "tokens/list", do: `root GET /personal_access_tokens?user_id=3`, status: 200, has: `[{"id":3,"user_id":3,"scopes":["api"],"revoked":false}]`, lacks: []string{"token"}},
		{name: "tokens/list of all users", do: `root GET /personal_access_tokens?per_page=2`, status: 200, has: `[{"id":1,"name":"root"},{"id":2}]`, header: map[string]string{"X-Total": "8"}},
		{name: "tokens/list of one's own", do: `ann GET /personal_access_tokens`, status: 200, has: `[{"id":2}]`},
		{name: "tokens/list of another's", do: `ann GET /personal_access_tokens?user_id=3`, status: 401, body: `{"message":"401 Unauthorized"}`},
		{name: "tokens/list of the revoked", before: []string{`root DELETE /personal_access_tokens/3`}, do: `root GET /personal_access_tokens?revoked=true`, status: 200, has: `[{"id":3,"active":false}]`},
		{name: "tokens/one", do: `ann GET /personal_access_tokens/2`, status: 200, has: `{"id":2}`, lacks: []string{"token"}},
		{name: "tokens/one of another's", do: `ann GET /personal_access_tokens/3`, status: 401, body: `{"message":"401 Unauthorized"}`},
		{name: "tokens/one there is not", do: `root GET /personal_access_tokens/99`, status: 404, body: `{"message":"404 Personal Access Token Not Found"}`},
		{name: "tokens/one there is not, for users", do: `ann GET /personal_access_tokens/99`, status: 401, body: `{"message":"401 Unauthorized"}`},
		{name: "tokens/revoke another's", do: `ann DELETE /personal_access_tokens/3`, status: 404, body: `{"message":"404 Personal Access Token Not Found"}`},
		{name: "tokens/revoke by an administrator", do: `root DELETE /personal_access_tokens/3`, status: 204},
		{name: "tokens/revoked", before: []string{`root DELETE /personal_access_tokens/3`}, do: `gus GET /user`, status: 401},
	})
}

func TestGroups(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{
			name: "groups/create", do: `out POST /groups {"name":"New","path":"new","visibility":"public"}`, status: 201,
			has: `{"id":3,"name":"New","path":"new","full_path":"new","full_name":"New","visibility":"public","parent_id":null,` +
				`"web_url":"http://gitlab.test/groups/new","shared_runners_setting":"enabled"}`,
		},
		{name: "groups/the creator owns it", before: []string{`out POST /groups name=new&path=new`}, do: `out GET /groups/3/members`, status: 200, has: `[{"username":"out","access_level":50}]`},
		{name: "groups/subgroup", do: `ann POST /groups name=B&path=b&parent_id=2`, status: 201, has: `{"full_path":"acme/sub/b","full_name":"Acme / Sub / B","parent_id":2}`},
		{name: "groups/subgroup by a Maintainer", do: `gus POST /groups name=B&path=b&parent_id=1`, status: 201},
		{name: "groups/subgroup by a Developer", do: `dev POST /groups name=B&path=b&parent_id=1`, status: 403, body: forbidden},
		{name: "groups/subgroup of an invisible group", do: `out POST /groups name=B&path=b&parent_id=1`, status: 404, body: `{"message":"404 Group Not Found"}`},
		{name: "groups/path missing", do: `ann POST /groups name=B`, status: 400, body: `{"error":"path is missing"}`},
		{name: "groups/path taken", do: `out POST /groups name=B&path=ACME`, status: 400, body: `{"message":"Failed to save group {:path=>[\"has already been taken\"]}"}`},
		{name: "groups/path of a user", do: `out POST /groups name=B&path=ann`, status: 400},
		{name: "groups/path with a slash", do: `out POST /groups {"name":"B","path":"a/b"}`, status: 400},
		{name: "groups/wider than its parent", do: `ann POST /groups name=B&path=b&parent_id=1&visibility=public`, status: 400},
		{name: "groups/by path", do: `ann GET /groups/acme%2Fsub`, status: 200, has: `{"id":2}`},
		{name: "groups/token for owners", do: `ann GET /groups/1`, status: 200, has: `{"full_path":"acme"}`},
		{name: "groups/no token for others", do: `gus GET /groups/1`, status: 200, lacks: []string{"runners_token"}},
		{name: "groups/list", do: `ann GET /groups`, status: 200, has: `[{"path":"acme"},{"path":"sub"}]`},
		{name: "groups/list of a outsider", do: `out GET /groups`, status: 200, body: `[]`},
		{name: "groups/top level", do: `ann GET /groups?top_level_only=true&owned=true&search=ac`, status: 200, has: `[{"path":"acme"}]`},
		{name: "groups/subgroups", do: `ann GET /groups/1/subgroups`, status: 200, has: `[{"path":"sub"}]`},
		{name: "groups/subgroups of nothing", do: `ann GET /groups/2/subgroups`, status: 200, body: `[]`},
		{name: "groups/subgroups of an invisible group", do: `out GET /groups/1/subgroups`, status: 404, body: `{"message":"404 Group Not Found"}`},
		{name: "groups/projects", do: `ann GET /groups/acme/projects`, status: 200, has: `[{"path":"api"},{"path":"web"}]`},
		{name: "groups/projects further down", do: `ann GET /groups/1/projects?include_subgroups=true`, status: 200, has: `[{"path":"app"},{"path":"api"},{"path":"web"}]`},
		{name: "groups/projects by name", do: `ann GET /groups/1/projects?search=WE`, status: 200, has: `[{"path":"web"}]`},
		{name: "groups/projects that the caller sees", do: `dev GET /groups/1/projects`, status: 200, has: `[{"path":"web"}]`},
		{name: "groups/update", do: `ann PUT /groups/1 {"name":"A","description":"d","shared_runners_setting":"disabled_and_unoverridable"}`, status: 200, has: `{"name":"A","description":"d","path":"acme","shared_runners_setting":"disabled_and_unoverridable"}`},
		{name: "groups/update by a Maintainer", do: `gus PUT /groups/1 name=A`, status: 403, body: forbidden},
		{name: "groups/delete", do: `ann DELETE /groups/1`, status: 202, body: `{"message":"202 Accepted"}`},
		{name: "groups/delete by a Maintainer", do: `gus DELETE /groups/1`, status: 403, body: forbidden},
		{name: "groups/deleted with its subgroups", before: []string{`ann DELETE /groups/1`}, do: `root GET /groups/2`, status: 404, body: `{"message":"404 Group Not Found"}`},
		{name: "groups/deleted with its projects", before: []string{`ann DELETE /groups/1`}, do: `root GET /projects/3`, status: 404, body: `{"message":"404 Project Not Found"}`},
		{name: "groups/deleted with its runners", before: []string{`ann DELETE /groups/1`}, do: `root GET /runners/all`, status: 200, has: `[{"id":1}]`},
		{name: "groups/a runner assigned elsewhere survives", before: []string{`root POST /projects/4/runners runner_id=3`, `ann DELETE /groups/1`}, do: `root GET /runners/3`, status: 200, has: `{"projects":[{"id":4}]}`},
	})
}

func TestProjects(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{
			name: "projects/create", do: `ann POST /projects {"name":"My Shop","namespace_id":1,"shared_runners_enabled":false}`, status: 201,
			has: `{"id":5,"name":"My Shop","path":"my-shop","path_with_namespace":"acme/my-shop","name_with_namespace":"Acme / My Shop",` +
				`"visibility":"private","import_status":"none","shared_runners_enabled":false,"group_runners_enabled":true,"archived":false,"creator_id":2}`,
		},
		{name: "projects/of a user", do: `out POST /projects path=mine`, status: 201, has: `{"name":"mine","path_with_namespace":"out/mine","shared_runners_enabled":true,"group_runners_enabled":true,"namespace":{"id":1000007,"kind":"user","full_path":"out"}}`},
		{name: "projects/of another user", do: `out POST /projects path=mine&namespace_id=1000002`, status: 400, body: `{"message":{"namespace":["is not valid"]}}`},
		{name: "projects/in a group without a role there", do: `out POST /projects path=mine&namespace_id=1`, status: 400, body: `{"message":{"namespace":["is not valid"]}}`},
		{name: "projects/nameless", do: `ann POST /projects {}`, status: 400, body: `{"error":"name, path are missing, at least one parameter must be provided"}`},
		{
			name: "projects/path taken", do: `ann POST /projects name=web&namespace_id=1`, status: 400,
			body: `{"message":{"path":["has already been taken"],"name":["has already been taken"],"project_namespace.name":["has already been taken"]}}`,
		},
		{name: "projects/wider than its group", do: `ann POST /projects name=w&namespace_id=1&visibility=public`, status: 400, body: `{"message":{"visibility_level":["public is not allowed in a private group."]}}`},
		{name: "projects/instance runners where the group has none", before: []string{`ann PUT /groups/1 shared_runners_setting=disabled_and_unoverridable`}, do: `ann POST /projects name=w&namespace_id=1`, status: 201, has: `{"shared_runners_enabled":false}`},
		{name: "projects/instance runners the group forbids", before: []string{`ann PUT /groups/1 shared_runners_setting=disabled_and_unoverridable`}, do: `ann POST /projects name=w&namespace_id=1&shared_runners_enabled=true`, status: 400},
		{name: "projects/by path", do: `dev GET /projects/acme%2Fweb`, status: 200, has: `{"id":1}`, lacks: []string{"runners_token"}},
		{name: "projects/list", do: `dev GET /projects`, status: 200, has: `[{"id":1}]`},
		{name: "projects/list of members", do: `root GET /projects?membership=true&search=API`, status: 200, has: `[{"id":2}]`},
		{name: "projects/list of owners", do: `max GET /projects?owned=true`, status: 200, body: `[]`},
		{name: "projects/update", do: `max PUT /projects/1 {"description":"d","group_runners_enabled":false}`, status: 200, has: `{"description":"d","group_runners_enabled":false,"name":"web"}`},
		{name: "projects/update by a Developer", do: `dev PUT /projects/1 name=x`, status: 403, body: forbidden},
		{name: "projects/delete by a Maintainer", do: `max DELETE /projects/1`, status: 403, body: forbidden},
		{name: "projects/delete", do: `ann DELETE /projects/1`, status: 202, body: `{"message":"202 Accepted"}`},
		{name: "10/deleted with its own runners", before: []string{`ann DELETE /projects/1`}, do: `root GET /runners/3`, status: 404, body: noRunner},
		{
			name: "projects/deleted with their jobs", before: []string{
				`- POST /_sim/jobs {"runner_id":4,"project_id":1}`, `- POST /_sim/jobs {"runner_id":4,"project_id":2}`, `ann DELETE /projects/1`,
			}, do: `root GET /runners/4/jobs`, status: 200, has: `[{"id":2}]`,
		},
		{name: "10/the owner moves on", before: []string{`ann DELETE /projects/1`}, do: `root DELETE /projects/2/runners/4`, status: 403},
		{name: "10/the next project is the first assigned", before: []string{`root POST /projects/4/runners runner_id=4`, `root POST /projects/3/runners runner_id=4`, `ann DELETE /projects/1`, `root DELETE /projects/4/runners/4`}, do: `root DELETE /projects/2/runners/4`, status: 403},
	})
}

func TestMovedProject(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	s.must(`max PUT /projects/1 path=site`)

	got := s.do(`max GET /projects/acme%2Fweb/runners?type=project_type`)
	if want := "http://gitlab.test/api/v4/projects/1/runners?type=project_type"; got.status != http.StatusMovedPermanently ||
		got.header.Get("Location") != want {
		t.Errorf("2.1: answered with %d to %q, want 301 to %q", got.status, got.header.Get("Location"), want)
	}

	if want := "This resource has been moved permanently to " + got.header.Get("Location"); got.text != want ||
		!strings.HasPrefix(got.header.Get("Content-Type"), "text/plain") {
		t.Errorf("2.1: answered with %s %q, want %q", got.header.Get("Content-Type"), got.text, want)
	}

	testCase{do: "POST", status: 405, body: `{"message":"Non GET methods are not allowed for moved projects"}`}.check(t,
		s.do(`max POST /projects/acme%2Fweb/runners runner_id=3`))
	testCase{do: "the new path", status: 200, has: `{"id":1}`}.check(t, s.do(`max GET /projects/acme%2Fsite`))
	testCase{do: "invisible", status: 404}.check(t, s.do(`out GET /projects/acme%2Fweb`))

	s.must(`ann PUT /groups/1 path=corp`)
	testCase{do: "a renamed group", status: 301}.check(t, s.do(`max GET /projects/acme%2Fapi`))
	testCase{do: "groups do not redirect", status: 404}.check(t, s.do(`ann GET /groups/acme`))

	s.must(`root POST /groups name=acme&path=acme`, `root POST /projects name=api&namespace_id=3`)
	testCase{do: "the path taken again", status: 200, has: `{"id":5}`}.check(t, s.do(`root GET /projects/acme%2Fapi`))
}

func TestMembers(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{
			name: "members/add", do: `max POST /projects/1/members {"user_id":7,"access_level":30}`, status: 201,
			has: `{"id":7,"username":"out","access_level":30,"created_by":{"username":"max"},"expires_at":null}`,
		},
		{name: "members/add twice", do: `max POST /projects/1/members {"user_id":5,"access_level":30}`, status: 409, body: `{"message":"Member already exists"}`},
		{name: "members/add no user", do: `max POST /projects/1/members {"user_id":99,"access_level":30}`, status: 404, body: `{"message":"404 User Not Found"}`},
		{name: "members/level missing", do: `max POST /projects/1/members {"user_id":7}`, status: 400, body: `{"error":"access_level is missing, access_level does not have a valid value"}`},
		{name: "members/level unknown", do: `max POST /projects/1/members {"user_id":7,"access_level":31}`, status: 400, body: `{"error":"access_level does not have a valid value"}`},
		{name: "members/by a Developer", do: `dev POST /projects/1/members {"user_id":7,"access_level":30}`, status: 403, body: forbidden},
		{name: "members/of a group by a Maintainer", do: `gus POST /groups/1/members {"user_id":7,"access_level":30}`, status: 403, body: forbidden},
		{name: "members/list", do: `dev GET /projects/1/members`, status: 200, has: `[{"username":"max"},{"username":"dev"}]`},
		{name: "members/all", do: `dev GET /projects/1/members/all`, status: 200, has: `[{"username":"root","access_level":50},{"username":"ann"},{"username":"gus"},{"username":"max"},{"username":"dev"}]`},
		{name: "members/one", do: `dev GET /projects/1/members/4`, status: 200, has: `{"access_level":40}`},
		{name: "members/one inherited", do: `dev GET /projects/1/members/all/2`, status: 200, has: `{"username":"ann","access_level":50}`},
		{name: "members/one of its own", do: `dev GET /projects/1/members/all/4`, status: 200, has: `{"username":"max","access_level":40}`},
		{name: "members/one inherited by a group", do: `ann GET /groups/2/members/all/3`, status: 200, has: `{"username":"gus"}`},
		{name: "members/none inherited", do: `dev GET /projects/1/members/all/7`, status: 404, body: `{"message":"404 Member Not Found"}`},
		{name: "members/none", do: `dev GET /projects/1/members/99`, status: 404, body: `{"message":"404 Member Not Found"}`},
		{name: "members/change", do: `ann PUT /groups/1/members/3 access_level=50`, status: 200, has: `{"username":"gus","access_level":50}`},
		{name: "members/remove", do: `max DELETE /projects/1/members/5`, status: 204},
		{name: "members/removed", before: []string{`max DELETE /projects/1/members/5`}, do: `dev GET /projects/1`, status: 404},
		{name: "members/leave", do: `dev DELETE /projects/1/members/5`, status: 204},
	})
}

func TestInstance(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{name: "metadata", version: "18.6", do: `out GET /metadata`, status: 200, has: `{"version":"18.6.0-ee","enterprise":true,"kas":{"enabled":false}}`},
		{name: "version", version: "16.11", do: `out GET /version`, status: 200, has: `{"version":"16.11.0-ee"}`},
		{name: "version/anonymous", do: `- GET /version`, status: 401, body: `{"message":"401 Unauthorized"}`},
		{
			name: "settings/defaults", do: `root GET /application/settings`, status: 200,
			body: `{"id":1,"allow_runner_registration_token":false,"valid_runner_registrars":["project","group"],` +
				`"runner_token_expiration_interval":null,"group_runner_token_expiration_interval":null,"project_runner_token_expiration_interval":null,"maintenance_mode":false,"instance_token_prefix":""}`,
		},
		{name: "settings/before 17.0", version: "16.11", do: `root GET /application/settings`, status: 200, has: `{"allow_runner_registration_token":true}`},
		{name: "settings/change", do: `root PUT /application/settings {"runner_token_expiration_interval":86400,"signup_enabled":false}`, status: 200, has: `{"runner_token_expiration_interval":86400}`},
		{name: "settings/unknown registrar", do: `root PUT /application/settings {"valid_runner_registrars":["user"]}`, status: 400},
		{name: "settings/no interval", do: `root PUT /application/settings {"runner_token_expiration_interval":0}`, status: 400},
		{name: "settings/by a user", do: `ann GET /application/settings`, status: 403, body: forbidden},
		{name: "settings/changed by a user", do: `ann PUT /application/settings {}`, status: 403, body: forbidden},
		{name: "plan limits/defaults", do: `root GET /application/plan_limits`, status: 200, body: `{"ci_registered_project_runners":1000,"ci_registered_group_runners":1000}`},
		{name: "plan limits/plan missing", do: `root PUT /application/plan_limits {}`, status: 400, body: `{"error":"plan_name is missing"}`},
		{name: "plan limits/plan unknown", do: `root PUT /application/plan_limits plan_name=tin`, status: 400, body: `{"error":"plan_name does not have a valid value"}`},
		{name: "plan limits/by a user", do: `ann PUT /application/plan_limits {}`, status: 403, body: forbidden},
	})
}
