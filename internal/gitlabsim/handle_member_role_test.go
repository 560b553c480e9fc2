package gitlabsim_test

import "testing"

func TestMemberRoles(t *testing.T) {
	t.Parallel()

	role := []string{`root POST /member_roles {"name":"Runners","base_access_level":10,"admin_runners":true}`}

	run(t, []testCase{
		{
			name: "member roles/create", do: `root POST /member_roles {"name":"Runners","base_access_level":10,"read_runners":true}`, status: 201,
			body: `{"id":1,"group_id":null,"name":"Runners","description":"","base_access_level":10,"admin_runners":false,"read_runners":true}`,
		},
		{name: "member roles/list", before: role, do: `root GET /member_roles`, status: 200, has: `[{"id":1,"admin_runners":true}]`},
		{name: "member roles/by a user", do: `ann POST /member_roles base_access_level=10`, status: 403, body: forbidden},
		{name: "member roles/listed by a user", do: `ann GET /member_roles`, status: 403, body: forbidden},
		{name: "member roles/without a base", do: `root POST /member_roles name=x`, status: 400, body: `{"error":"base_access_level is missing, base_access_level does not have a valid value"}`},
		{name: "member roles/of a member", before: role, do: `max POST /projects/1/members user_id=7&access_level=10&member_role_id=1`, status: 201, has: `{"access_level":10,"member_role":{"id":1}}`},
		{name: "member roles/unknown", do: `max POST /projects/1/members user_id=7&access_level=10&member_role_id=1`, status: 400, body: `{"error":"member_role_id is invalid"}`},
		{
			name: "5/a custom role ends with an update", before: append(role, `max POST /projects/1/members user_id=7&access_level=10&member_role_id=1`, `max PUT /projects/1/members/7 access_level=10`),
			do: `out GET /runners/3`, status: 403, body: noAccess,
		},
		{name: "_sim/an unknown administrator permission", do: `- PUT /_sim/users/7 {"admin_permissions":["x"]}`, status: 400, body: `{"error":"admin_permissions accepts only \"read_admin_cicd\", not \"x\""}`},
		{name: "_sim/permissions of an unknown user", do: `- PUT /_sim/users/99 {}`, status: 400, body: `{"error":"there is no user 99"}`},
		{
			name: "5/an administrator role ends", before: []string{`- PUT /_sim/users/7 {"admin_permissions":["read_admin_cicd"]}`, `- PUT /_sim/users/7 {"admin_permissions":[]}`},
			do: `out GET /runners/3`, status: 403, body: noAccess,
		},
	})
}
