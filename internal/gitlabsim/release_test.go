package gitlabsim_test

import (
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// Every change of version.go, but for those of token forms: the answer of the
// release before it, and that of the release with it.
func TestReleases(t *testing.T) {
	t.Parallel()

	const (
		long    = `root POST /user/runners {"runner_type":"instance_type","description":`
		expires = `root POST /user/runners {"runner_type":"instance_type","token_expires_at":"2030-01-03T00:00:00Z"}`
	)

	var (
		noted        = []string{`root PUT /runners/2 maintenance_note=secret`}
		seen         = []string{`- POST /_sim/managers {"runner_id":1,"system_id":"s","ip_address":"192.0.2.1","contacted_at":"2030-01-02T03:00:00Z"}`}
		verified     = []string{`- POST /runners/verify token=$glrt3$`}
		deleted      = []string{`- POST /_sim/managers {"runner_id":3,"system_id":"s"}`, `- DELETE /runners/managers token=$glrt3$&system_id=s`}
		locked       = []string{`root POST /projects/2/runners runner_id=5`}
		registration = []string{
			`root PUT /application/settings allow_runner_registration_token=true`, `root POST /runners/reset_registration_token`,
		}
		orphan = []string{`- PUT /_sim/runners/3 {"orphaned":true}`}
		week   = []string{`- POST /_sim/clock {"advance":"168h"}`}
	)

	for _, tc := range []struct {
		change     string
		old, since gitlabsim.Version
		before     []string
		do         string
		was, is    testCase
	}{
		{
			"createRunnerScope", "16.2", "16.3", nil, `root POST /users/1/personal_access_tokens name=t&scopes[]=create_runner`,
			testCase{status: 400},
			testCase{status: 201},
		},
		{
			"noteInDetails", "16.9", "16.10", nil, `max GET /runners/3`,
			testCase{status: 200, lacks: []string{"maintenance_note"}},
			testCase{status: 200, has: `{"maintenance_note":"call max"}`},
		},
		{
			"blankIPAddress", "16.11", "17.0", seen, `max GET /runners/1`,
			testCase{status: 200, has: `{"ip_address":"192.0.2.1"}`},
			testCase{status: 200, has: `{"ip_address":null}`},
		},
		{
			"registrationOff", "16.11", "17.0", nil, `max POST /projects/1/runners/reset_registration_token`,
			testCase{status: 201, keys: "token"},
			testCase{status: 403, body: forbidden},
		},
		{
			"manageRunnerScope", "17.0", "17.1", nil, `root POST /users/1/personal_access_tokens name=t&scopes[]=manage_runner`,
			testCase{status: 400},
			testCase{status: 201},
		},
		{
			"staleAfterWeek", "17.0", "17.1", week, `max GET /runners/3`,
			testCase{status: 200, has: `{"status":"never_contacted"}`},
			testCase{status: 200, has: `{"status":"stale"}`},
		},
		{
			"ownerRule", "17.10", "17.11", nil, `max DELETE /projects/1/runners/4`,
			testCase{status: 204},
			testCase{status: 403},
		},
		{
			"newAssignText", "17.10", "17.11", nil, `max POST /projects/2/runners runner_id=4`,
			testCase{status: 400, has: `{"message":{"runner_projects.runner_id":["has already been taken"]}}`},
			testCase{status: 400, has: `{"message":"Assign to Validation failed: Runner projects runner has already been taken - runner_error"}`},
		},
		{
			"descriptionLimit", "17.10", "17.11", nil, long + `"` + repeat(1025) + `"}`,
			testCase{status: 201},
			testCase{status: 400},
		},
		{
			"githubInProfiles", "17.11", "18.0", nil, `root GET /user`,
			testCase{status: 200, has: `{"skype":""}`, lacks: []string{"github"}},
			testCase{status: 200, has: `{"github":""}`, lacks: []string{"skype"}},
		},
		{
			"hidesNote", "18.1", "18.2", noted, `gus GET /runners/2`,
			testCase{status: 200, has: `{"maintenance_note":"secret"}`},
			testCase{status: 200, has: `{"maintenance_note":null}`},
		},
		{
			"executionStatus", "18.1", "18.2", nil, `max GET /runners/3`,
			testCase{status: 200, lacks: []string{"job_execution_status", "created_at", "created_by"}},
			testCase{status: 200, has: `{"job_execution_status":"idle","created_at":"2030-01-02T03:04:05.678Z","created_by":{"username":"max"}}`},
		},
		{
			"verifyIsContact", "18.1", "18.2", verified, `max GET /runners/3`,
			testCase{status: 200, has: `{"contacted_at":null}`},
			testCase{status: 200, has: `{"contacted_at":"2030-01-02T03:04:05.678Z"}`},
		},
		{
			"managerDeletionIsNoContact", "18.1", "18.2", deleted, `max GET /runners/3`,
			testCase{status: 200, has: `{"contacted_at":"2030-01-02T03:04:05.678Z"}`},
			testCase{status: 200, has: `{"contacted_at":null}`},
		},
		{
			"adminRoles", "18.2", "18.3",
			[]string{`- PUT /_sim/users/7 {"admin_permissions":["read_admin_cicd"]}`},
			`out GET /runners/2/jobs`,
			testCase{status: 403, body: noAccess},
			testCase{status: 200, body: `[]`},
		},
		{
			"groupJobsForReaders", "18.3", "18.4", nil, `gus GET /runners/2/jobs`,
			testCase{status: 403, body: noAccess},
			testCase{status: 200, body: `[]`},
		},
		{
			"securityManagers", "18.11", "19.0", nil, `ann POST /groups/1/members user_id=7&access_level=25`,
			testCase{status: 400, body: `{"error":"access_level does not have a valid value"}`},
			testCase{status: 201, has: `{"access_level":25}`},
		},
		{
			"createdByInLists", "18.5", "18.6", nil, `max GET /runners`,
			testCase{status: 200, lacks: []string{"created_by"}},
			testCase{status: 200, has: `[{"created_by":{"username":"max"}},{},{}]`},
		},
		{
			"explicitExpiry", "18.9", "18.10", nil, expires,
			testCase{status: 201, has: `{"token_expires_at":null}`},
			testCase{status: 201, has: `{"token_expires_at":"2030-01-03T00:00:00.000Z"}`},
		},
		{
			"putOmitsProjects", "18.10", "18.11", nil, `max PUT /runners/3 locked=true`,
			testCase{status: 200, has: `{"projects":[{"id":1}]}`},
			testCase{status: 200, lacks: []string{"projects"}},
		},
		{
			"putOmitsProjects", "18.10", "18.11", nil, `max GET /runners/3?include_projects=false`,
			testCase{status: 200, has: `{"projects":[{"id":1}]}`},
			testCase{status: 200, lacks: []string{"projects"}},
		},
		{
			"runnerProjects", "18.10", "18.11", nil, `max GET /runners/3/projects`,
			testCase{status: 404, body: `{"error":"404 Not Found"}`},
			testCase{status: 200, has: `[{"id":1}]`},
		},
		{
			"auditorsRead", "18.10", "18.11", nil, `aud GET /runners/3`,
			testCase{status: 403, body: noAccess},
			testCase{status: 200},
		},
		{
			"lockedRule", "18.10", "18.11", locked, `max DELETE /projects/2/runners/5`,
			testCase{status: 403, body: `{"message":"403 Forbidden - User not allowed to assign runner"}`},
			testCase{status: 403, body: `{"message":"403 Forbidden - Runner is locked"}`},
		},
		{
			"nameLimit", "18.10", "18.11", registration, `- POST /runners {"token":"$last$","info":{"name":"` + repeat(257) + `"}}`,
			testCase{status: 500},
			testCase{status: 400, body: `{"message":{"name":["is too long (maximum is 256 characters)"]}}`},
		},
		{
			"orphansRefused", "17.8", "17.9", orphan, `- POST /runners/verify token=$glrt3$`,
			testCase{status: 200, has: `{"id":3}`},
			testCase{status: 422, body: `{"message":"Runner is orphaned"}`},
		},
		{
			"orphansAccepted", "18.1", "18.2", orphan, `- POST /jobs/request token=$glrt3$`,
			testCase{status: 422, body: `{"message":"Runner is orphaned"}`},
			testCase{status: 204},
		},
		{
			"routerDiscovery", "18.6", "18.7", nil, `max GET /runners/router/discovery`,
			testCase{status: 404, body: `{"error":"404 Not Found"}`},
			testCase{status: 403, body: forbidden},
		},
		{
			"projectVisibility", "18.7", "18.8", nil, `max GET /runners/3`,
			testCase{status: 200, has: `{"projects":[{"id":1}]}`},
			testCase{status: 200, has: `{"projects":[{"id":1,"visibility":"private"}]}`},
		},
		{
			"runningAlone", "18.9", "18.10",
			[]string{`- POST /_sim/jobs {"runner_id":3,"status":"canceling"}`},
			`max GET /runners/3`,
			testCase{status: 200, has: `{"job_execution_status":"active"}`},
			testCase{status: 200, has: `{"job_execution_status":"idle"}`},
		},
		{
			"fineGrainedTokens", "19.0", "19.1", nil, `- POST /_sim/access_tokens {"user_id":1}`,
			testCase{status: 400},
			testCase{status: 201, has: `{"scopes":["granular"]}`},
		},
		{
			"expiryInDetails", "19.4", "19.5", nil, `max GET /runners/3`,
			testCase{status: 200, lacks: []string{"token_expires_at"}},
			testCase{status: 200, has: `{"token_expires_at":null}`},
		},
		{
			"namedNotFound", "19.0", "19.1", nil, `max GET /runners/99`,
			testCase{status: 404, body: `{"message":"404 Not found"}`},
			testCase{status: 404, body: noRunner},
		},
	} {
		for version, want := range map[gitlabsim.Version]testCase{tc.old: tc.was, tc.since: tc.is} {
			t.Run("11/"+tc.change+" in "+string(version), func(t *testing.T) {
				t.Parallel()

				s := fixture(t, gitlabsim.WithVersion(version))
				s.must(tc.before...)

				want.do = tc.do
				want.check(t, s.do(tc.do))
			})
		}
	}
}
