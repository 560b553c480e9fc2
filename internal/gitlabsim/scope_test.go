package gitlabsim_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// byScope has the calls that each scope allows to an administrator; "no" is 403
// insufficient_scope, and "others" are all scopes without a column.
const byScope = `
call                                                    api  read_api  create_runner  manage_runner  read_user  admin_mode  others
GET /runners                                            200  200       no             no             no         no          no
GET /runners/all                                        200  200       no             no             no         no          no
GET /projects/1/runners                                 200  200       no             no             no         no          no
GET /groups/1/runners                                   200  200       no             no             no         no          no

GET /runners/3                                          200  200       no             200            no         no          no
GET /runners/3/jobs                                     200  200       no             200            no         no          no
GET /runners/3/managers                                 200  200       no             200            no         no          no
GET /runners/3/projects                                 200  200       no             200            no         no          no
PUT /runners/3 locked=true                              200  no        no             200            no         no          no
DELETE /runners/3                                       204  no        no             204            no         no          no
POST /runners/3/reset_authentication_token              201  no        no             201            no         no          no

POST /user/runners runner_type=instance_type            201  no        201            no             no         no          no
POST /projects/2/runners runner_id=3                    201  no        no             no             no         no          no
DELETE /projects/2/runners/4                            204  no        no             no             no         no          no
POST /runners/reset_registration_token                  201  no        no             no             no         no          no
POST /groups/1/runners/reset_registration_token         201  no        no             no             no         no          no
POST /projects/1/runners/reset_registration_token       201  no        no             no             no         no          no

POST /runners/verify token=$glrt3$                      200  200       200            200            200        200         200
POST /jobs/request token=$glrt3$                        204  204       204            204            204        204         204
POST /runners/reset_authentication_token token=$glrt3$  201  201       201            201            201        201         201
DELETE /runners token=$glrt3$                           204  204       204            204            204        204         204

GET /user                                               200  200       no             no             200        no          no
GET /version                                            200  200       no             no             200        no          no
GET /personal_access_tokens/self                        200  200       200            200            200        200         200
`

// otherScopes are for endpoints that the emulator does not have.
var otherScopes = []string{
	"sudo", "k8s_proxy", "ai_features", "read_repository", "write_repository", "read_registry", "write_registry",
	"read_service_ping",
}

func TestScopes(t *testing.T) {
	t.Parallel()

	var count int

	for caller, all := range byCaller(cells(t, byScope)) {
		scopes := []string{caller[1]}
		if caller[1] == "others" {
			scopes = otherScopes
		}

		for _, scope := range scopes {
			count += len(all)

			t.Run("2.4/"+scope, func(t *testing.T) {
				t.Parallel()

				askEach(t, all, "adm", func(t *testing.T) *sim {
					t.Helper()

					s := fixture(t)
					s.user("adm", `,"admin":true`, scope)
					s.must(`root PUT /application/settings allow_runner_registration_token=true`)

					return s
				}, cell.checkScope)
			})
		}
	}

	t.Logf("%d cells", count)
}

func (c cell) checkScope(t *testing.T, got answer) {
	t.Helper()

	if c.want == "no" {
		testCase{
			do: c.call, status: http.StatusForbidden, keys: "error error_description scope",
			has: `{"error":"insufficient_scope","error_description":` +
				`"The request requires higher privileges than provided by the access token."}`,
		}.check(t, got)

		return
	}

	status, err := strconv.Atoi(c.want)
	if err != nil {
		t.Fatal(err)
	}

	testCase{do: c.call, status: status}.check(t, got)
}

// Scopes add up, and do not replace the role.
func TestScopesAndRoles(t *testing.T) {
	t.Parallel()

	for _, tc := range []struct {
		scopes string
		testCase
	}{
		{"create_runner manage_runner", testCase{do: `GET /runners/1`, status: 200}},
		{"create_runner manage_runner", testCase{do: `GET /runners`, status: 403}},
		{"create_runner read_api", testCase{do: `GET /runners`, status: 200}},
		{"manage_runner", testCase{do: `PUT /runners/3 locked=true`, status: 403, body: noAccess}},
		{"create_runner", testCase{
			do: `POST /user/runners runner_type=project_type&project_id=1`, status: 403,
			body: `{"message":"403 Forbidden - Insufficient permissions"}`,
		}},
		{"read_api", testCase{do: `GET /runners/all`, status: 403, body: forbidden}},
		{"read_user", testCase{
			do: `PUT /runners/3 {}`, status: 403, // before the parameters
			body: `{"error":"insufficient_scope","error_description":"The request requires higher privileges ` +
				`than provided by the access token.","scope":"manage_runner api read_api"}`,
		}},
		{"read_user", testCase{
			do: `GET /runners/99`, status: 403, // before the lookup
			body: `{"error":"insufficient_scope","error_description":"The request requires higher privileges ` +
				`than provided by the access token.","scope":"manage_runner api read_api"}`,
		}},
		{"read_user", testCase{
			do: `GET /runners`, status: 403, // registered for the class, though of no use here
			body: `{"error":"insufficient_scope","error_description":"The request requires higher privileges ` +
				`than provided by the access token.","scope":"manage_runner api read_api"}`,
		}},
		{"read_api", testCase{
			do: `POST /user/runners runner_type=instance_type`, status: 403,
			body: `{"error":"insufficient_scope","error_description":"The request requires higher privileges ` +
				`than provided by the access token.","scope":"create_runner api read_api"}`,
		}},
	} {
		t.Run("2.4/"+tc.scopes+"/"+tc.do, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)
			s.user("caller", "", strings.Fields(tc.scopes)...)
			tc.check(t, s.do("caller "+tc.do))
		})
	}
}
