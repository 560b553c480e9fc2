package gitlabsim_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// byPermission has the calls that one permission of a fine-grained token allows, within
// every boundary; "no" is 403 insufficient_granular_scope.
const byPermission = `
call                                               read_runner  update_runner  delete_runner  create_runner  assign_runner  unassign_runner  reset_runner_registration_token  read_user
GET /runners                                       200          no             no             no             no             no               no                               no
GET /runners/all                                   200          no             no             no             no             no               no                               no
GET /projects/1/runners                            200          no             no             no             no             no               no                               no
GET /groups/1/runners                              200          no             no             no             no             no               no                               no
GET /runners/1                                     200          no             no             no             no             no               no                               no
GET /runners/2                                     200          no             no             no             no             no               no                               no
GET /runners/3                                     200          no             no             no             no             no               no                               no
GET /runners/3/jobs                                200          no             no             no             no             no               no                               no
GET /runners/3/managers                            200          no             no             no             no             no               no                               no
GET /runners/3/projects                            200          no             no             no             no             no               no                               no
PUT /runners/3 locked=true                         no           200            no             no             no             no               no                               no
POST /runners/3/reset_authentication_token         no           201            no             no             no             no               no                               no
DELETE /runners/3                                  no           no             204            no             no             no               no                               no
POST /user/runners runner_type=instance_type       no           no             no             201            no             no               no                               no
POST /projects/2/runners runner_id=3               no           no             no             no             201            no               no                               no
DELETE /projects/2/runners/4                       no           no             no             no             no             204              no                               no
POST /runners/reset_registration_token             no           no             no             no             no             no               201                              no
POST /groups/1/runners/reset_registration_token    no           no             no             no             no             no               201                              no
POST /projects/1/runners/reset_registration_token  no           no             no             no             no             no               201                              no
GET /user                                          no           no             no             no             no             no               no                               200
GET /version                                       no           no             no             no             no             no               no                               no
GET /projects/1                                    no           no             no             no             no             no               no                               no
POST /groups name=g&path=g                         no           no             no             no             no             no               no                               no
GET /personal_access_tokens/self                   200          200            200            200            200            200              200                              200
POST /runners/verify token=$glrt3$                 200          200            200            200            200            200              200                              200
DELETE /runners/managers token=$glrt3$&system_id=s  204          204            204            204            204            204              204                              204
`

// fineGrained creates a fine-grained token of an administrator.
func (s *sim) fineGrained(grants string) {
	s.t.Helper()

	s.user("adm", `,"admin":true`, "api") // 9
	s.must(`- POST /_sim/access_tokens {"user_id":9,"grants":[` + grants + `]}`)
	s.tokens["adm"] = s.tokens["last"]
}

func TestFineGrainedTokens(t *testing.T) {
	t.Parallel()

	for caller, all := range byCaller(cells(t, byPermission)) {
		within := func(boundary string) string {
			return `{"permissions":["` + caller[1] + `"],"boundary":"` + boundary + `","id":1}`
		}

		t.Run("2.4/"+caller[1], func(t *testing.T) {
			t.Parallel()

			askEach(t, all, "adm", func(t *testing.T) *sim {
				t.Helper()

				s := fixture(t)
				s.must(`root PUT /application/settings allow_runner_registration_token=true`, `- POST /_sim/managers {"runner_id":3,"system_id":"s"}`)
				s.fineGrained(strings.Join([]string{within("user"), within("instance"), within("group")}, ","))

				return s
			}, cell.checkPermission)
		})
	}
}

func (c cell) checkPermission(t *testing.T, got answer) {
	t.Helper()

	if c.want == "no" {
		testCase{
			do: c.call, status: http.StatusForbidden, keys: "error error_description", has: `{"error":"insufficient_granular_scope"}`,
		}.check(t, got)

		return
	}

	status, err := strconv.Atoi(c.want)
	if err != nil {
		t.Fatal(err)
	}

	testCase{do: c.call, status: status}.check(t, got)
}

// A permission applies to its boundary, to the groups and projects inside, and to its
// user.
func TestGrantBoundaries(t *testing.T) {
	t.Parallel()

	const denied = `{"error":"insufficient_granular_scope","error_description":"Access denied: This operation requires a fine-grained ` +
		`personal access token with the following project permissions: [Runner: Read]."}`

	for _, tc := range []struct {
		name, boundary string
		id             int
		testCase
	}{
		{"2.4/the owner project", "project", 1, testCase{do: `GET /runners/4`, status: 200}},
		{"2.4/another project of the runner", "project", 2, testCase{do: `GET /runners/4`, status: 403, body: denied}},
		{"2.4/a project inside the group", "group", 1, testCase{do: `GET /projects/3/runners`, status: 200}},
		{"2.4/a group inside the group", "group", 1, testCase{do: `GET /groups/2/runners`, status: 200}},
		{"2.4/the group around", "group", 2, testCase{do: `GET /groups/1/runners`, status: 403}},
		{"2.4/the group is not the instance", "group", 1, testCase{do: `GET /runners/1`, status: 403}},
		{"2.4/the instance is not the project", "instance", 0, testCase{do: `GET /runners/3`, status: 403}},
		{"2.4/the user is not the instance", "user", 0, testCase{do: `GET /runners/all`, status: 403}},
		{"2.4/no such runner", "user", 0, testCase{do: `GET /runners/99`, status: 404, body: noRunner}},
		{"2.4/no such project", "user", 0, testCase{do: `GET /projects/99/runners`, status: 404, body: `{"message":"404 Project Not Found"}`}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)
			s.fineGrained(`{"permissions":["read_runner"],"boundary":"` + tc.boundary + `","id":` + strconv.Itoa(tc.id) + `}`)
			tc.check(t, s.do("adm "+tc.do))
		})
	}

	run(t, []testCase{
		{name: "2.4/an unknown user", do: `- POST /_sim/access_tokens {"user_id":99}`, status: 400, body: `{"error":"there is no user 99"}`},
		{name: "2.4/an unknown boundary", do: `- POST /_sim/access_tokens {"user_id":1,"grants":[{"boundary":"cell"}]}`, status: 400, body: `{"error":"boundary has to be \"user\", \"instance\", \"group\" or \"project\", not \"cell\""}`},
		{name: "2.4/an unknown group", do: `- POST /_sim/access_tokens {"user_id":1,"grants":[{"boundary":"group","id":99}]}`, status: 400, body: `{"error":"there is no group 99"}`},
		{name: "2.4/an unknown permission", do: `- POST /_sim/access_tokens {"user_id":1,"grants":[{"boundary":"user","permissions":["x"]}]}`, status: 400},
		{name: "2.4/before 19.1", version: "19.0", do: `- POST /_sim/access_tokens {"user_id":1}`, status: 400, body: `{"error":"GitLab 19.0 has no fine-grained tokens: use one from 19.1 on"}`},
	})
}

// The role of the user counts as well.
func TestGrantsAndRoles(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	s.must(`- POST /_sim/access_tokens {"user_id":5,"grants":[{"permissions":["read_runner"],"boundary":"project","id":1}]}`)
	s.tokens["dev"] = s.tokens["last"]
	testCase{do: "2.4/a Developer", status: 403, body: noAccess}.check(t, s.do(`dev GET /runners/3`))
}
