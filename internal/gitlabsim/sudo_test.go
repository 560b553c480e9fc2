package gitlabsim_test

import (
	"net/http"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// An administrator acts as another user, with the rights of that user.
func TestSudo(t *testing.T) {
	t.Parallel()

	const noAdmin = `{"message":"403 Forbidden - Must be admin to use sudo"}`

	run(t, []testCase{
		{name: "2.3/sudo by name", do: `root GET /user?sudo=max`, status: 200, has: `{"username":"max"}`},
		{name: "2.3/sudo by name in other letters", do: `root GET /user?sudo=MAX`, status: 200, has: `{"username":"max"}`},
		{name: "2.3/sudo by id", do: `root GET /user?sudo=4`, status: 200, has: `{"username":"max"}`},
		{name: "2.3/sudo in a body", do: `root PUT /runners/3 {"locked":true,"sudo":"dev"}`, status: 403, body: noAccess},
		{name: "2.3/sudo gives the rights of the user", do: `root GET /runners/all?sudo=max`, status: 403, body: forbidden},
		{name: "2.3/sudo makes the user the creator", before: []string{`root POST /user/runners runner_type=project_type&project_id=1&sudo=max`}, do: `root GET /runners/6`, status: 200, has: `{"created_by":{"username":"max"}}`},
		{name: "2.3/sudo as an auditor", do: `root GET /runners/all?sudo=aud`, status: 200},
		{name: "2.3/sudo as no user", do: `root GET /user?sudo=nothing`, status: 404, body: `{"message":"404 User with ID or username 'nothing' Not Found"}`},
		{name: "2.3/sudo as no id", do: `root GET /user?sudo=99`, status: 404, body: `{"message":"404 User with ID or username '99' Not Found"}`},
		{name: "2.3/sudo by a user", do: `ann GET /user?sudo=max`, status: 403, body: noAdmin},
		{name: "2.3/sudo without a token", do: `- GET /projects/1?sudo=max`, status: 401, body: `{"message":"401 Unauthorized"}`},
		{name: "2.3/sudo with a runner token", do: `- POST /runners/verify token=$glrt3$&sudo=nothing`, status: 200},
	})
}

func TestSudoHeaderAndScope(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	header := s.header("root", "")
	header.Set("Sudo", "max")
	testCase{do: "2.3/header", status: 200, has: `{"username":"max"}`}.check(t, s.send(http.MethodGet, "/user", "", header))
	testCase{do: "2.3/the parameter wins", status: 200, has: `{"username":"dev"}`}.check(t, s.send(http.MethodGet, "/user?sudo=dev", "", header))

	s.user("adm", `,"admin":true`, "api")
	testCase{
		do: "2.3/scope", status: 403,
		body: `{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.","scope":"sudo"}`,
	}.check(t, s.do(`adm GET /user?sudo=max`))

	s.user("adm2", `,"admin":true`, "read_api", "sudo")
	testCase{do: "2.3/the other scopes stay as they are", status: 403}.check(t, s.do(`adm2 PUT /runners/3 {"locked":true,"sudo":"max"}`))

	admin := newSim(t, gitlabsim.WithAdminMode(true))
	admin.user("other", `,"admin":true`, "api")
	testCase{do: "2.3/an administrator in admin mode", status: 403, body: forbidden}.check(t, admin.do(`root GET /runners/all?sudo=other`))
	testCase{do: "2.3/outside admin mode", status: 403, body: `{"message":"403 Forbidden - Must be admin to use sudo"}`}.check(t, admin.do(`other GET /user?sudo=root`))
}
