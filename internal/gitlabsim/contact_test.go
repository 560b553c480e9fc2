package gitlabsim_test

import (
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// TestContacts sends every request with the token of a runner, and reads which contact
// times it set: of the runner, of the manager.
func TestContacts(t *testing.T) {
	t.Parallel()

	const (
		newest   = string(gitlabsim.Newest)
		none     = `{"contacted_at":null,"status":"never_contacted"}`
		seen     = `{"contacted_at":"2030-01-02T03:04:05.678Z","status":"online"}`
		noRows   = `[]`
		unseen   = `[{"system_id":"s","contacted_at":null,"status":"never_contacted"}]`
		seenAs   = `[{"system_id":"s","contacted_at":"2030-01-02T03:04:05.678Z","status":"online"}]`
		unchosen = `[{"system_id":"<legacy>","contacted_at":"2030-01-02T03:04:05.678Z"}]`
	)

	for _, tc := range []struct {
		name, version, line string
		status              int
		runner, managers    string
	}{
		{"4/verify", newest, `POST /runners/verify token=$glrt3$&system_id=s`, 200, seen, seenAs},
		{"4/verify without a system id", newest, `POST /runners/verify token=$glrt3$`, 200, seen, unchosen},
		{"4/verify before", "18.1", `POST /runners/verify token=$glrt3$&system_id=s`, 200, none, unseen},
		{"4/verify with an invalid token", newest, `POST /runners/verify token=glrt-dead&system_id=s`, 403, none, noRows},
		{"4/reset by token", newest, `POST /runners/reset_authentication_token token=$glrt3$&system_id=s`, 201, seen, seenAs},
		{"4/reset by token before", "18.1", `POST /runners/reset_authentication_token token=$glrt3$&system_id=s`, 201, seen, seenAs},
		{"4/a request for a job", newest, `POST /jobs/request token=$glrt3$&system_id=s`, 204, seen, seenAs},
		{"4/a request for a job before", "18.1", `POST /jobs/request token=$glrt3$&system_id=s`, 204, seen, seenAs},
		{"4/no manager to delete", newest, `DELETE /runners/managers token=$glrt3$&system_id=s`, 404, none, noRows},
		{"4/no manager to delete since", "18.2", `DELETE /runners/managers token=$glrt3$&system_id=s`, 404, none, noRows},
		{"4/no manager to delete before", "18.1", `DELETE /runners/managers token=$glrt3$&system_id=s`, 404, seen, noRows},
		{"4/no manager to delete in 16.11", "16.11", `DELETE /runners/managers token=$glrt3$&system_id=s`, 404, seen, noRows},
		{"4/no manager to delete, with an invalid token", "18.1", `DELETE /runners/managers token=glrt-dead&system_id=s`, 403, none, noRows},
		{"4/reset by id", newest, `POST /runners/3/reset_authentication_token`, 201, none, noRows},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()

			s := fixture(t, gitlabsim.WithVersion(gitlabsim.MustVersion(tc.version)))
			testCase{do: tc.line, status: tc.status}.check(t, s.do(`max `+tc.line))
			testCase{do: "the runner", status: 200, has: tc.runner}.check(t, s.do(`max GET /runners/3`))
			testCase{do: "the managers", status: 200, has: tc.managers}.check(t, s.do(`max GET /runners/3/managers`))
		})
	}
}

// A runner without contact for 20 days stays stale after checks of its token with
// DELETE /runners/managers.
func TestCheckOfATokenLeavesNoTrace(t *testing.T) {
	t.Parallel()

	const valid = `{"message":"404 Runner manager not found Not Found"}`

	s := fixture(t)
	s.must(`- POST /runners/verify token=$glrt3$&system_id=s`, `- POST /_sim/clock {"advance":"480h"}`)

	before := s.must(`max GET /runners/3`).text + s.must(`max GET /runners/3/managers`).text

	for range 3 {
		testCase{do: "6.18/valid", status: 404, body: valid}.check(t, s.do(`- DELETE /runners/managers {"token":"$glrt3$","system_id":"none"}`))
	}

	if after := s.must(`max GET /runners/3`).text + s.must(`max GET /runners/3/managers`).text; after != before {
		t.Errorf("4: the check left a trace: %s\nbefore: %s", after, before)
	}

	testCase{do: "stale", status: 200, has: `{"status":"stale"}`}.check(t, s.do(`max GET /runners/3`))

	s.must(`max POST /runners/3/reset_authentication_token`)
	testCase{do: "6.18/invalid", status: 403, body: forbidden}.check(t, s.do(`- DELETE /runners/managers {"token":"$glrt3$","system_id":"none"}`))
}
