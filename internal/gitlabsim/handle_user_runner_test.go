package gitlabsim_test

import (
	"fmt"
	"strings"
	"testing"
)

const badTags = `400 Bad request - Tags list can not be empty when runner is not allowed to pick untagged jobs`

func TestCreateRunner(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{
			name: "6.1/runner_type missing", do: `root POST /user/runners {}`, status: 400,
			body: `{"error":"runner_type is missing, runner_type does not have a valid value"}`,
		},
		{
			name: "6.1/runner_type unknown", do: `root POST /user/runners {"runner_type":"big_type"}`, status: 400,
			body: `{"error":"runner_type does not have a valid value"}`,
		},
		{
			name: "6.1/runner_type null", do: `root POST /user/runners {"runner_type":null}`, status: 400,
			body: `{"error":"runner_type does not have a valid value"}`,
		},
		{
			name: "6.1/runner_type empty", do: `root POST /user/runners runner_type=`, status: 400,
			body: `{"error":"runner_type does not have a valid value"}`,
		},
		{
			name: "6.1/group_id missing", do: `root POST /user/runners runner_type=group_type`, status: 400,
			body: `{"error":"group_id is missing"}`,
		},
		{
			name: "6.1/project_id missing", do: `root POST /user/runners runner_type=project_type`, status: 400,
			body: `{"error":"project_id is missing"}`,
		},
		{
			name: "6.1/group of nothing", do: `max POST /user/runners {"runner_type":"group_type","group_id":99}`,
			status: 400, body: `{"message":"400 Bad request - Missing/invalid group"}`,
		},
		{
			name: "6.1/project null", do: `max POST /user/runners {"runner_type":"project_type","project_id":null}`,
			status: 400, body: `{"message":"400 Bad request - Missing/invalid project"}`,
		},
		{
			name: "6.1/instance runner by a user", do: `ann POST /user/runners runner_type=instance_type`,
			status: 403, body: `{"message":"403 Forbidden - Insufficient permissions"}`,
		},
		{
			name: "6.1/group runner by a Maintainer", do: `gus POST /user/runners runner_type=group_type&group_id=1`,
			status: 403, body: `{"message":"403 Forbidden - Insufficient permissions"}`,
		},
		{
			name: "6.1/group runner in an invisible group",
			do:   `out POST /user/runners runner_type=group_type&group_id=1`, status: 403,
			body: `{"message":"403 Forbidden - Insufficient permissions"}`,
		},
		{
			name: "6.1/group runner by the Owner", do: `ann POST /user/runners runner_type=group_type&group_id=1`,
			status: 201, has: `{"id":6,"token_expires_at":null}`,
		},
		{
			name: "6.1/the Owner of an ancestor", do: `ann POST /user/runners runner_type=group_type&group_id=2`,
			status: 201, has: `{"id":6}`,
		},
		{
			name: "6.1/project runner by a Developer", do: `dev POST /user/runners runner_type=project_type&project_id=1`,
			status: 403, body: `{"message":"403 Forbidden - Insufficient permissions"}`,
		},
		{
			name:   "6.1/permission before model validation",
			do:     `dev POST /user/runners {"runner_type":"project_type","project_id":1,"run_untagged":false}`,
			status: 403, body: `{"message":"403 Forbidden - Insufficient permissions"}`,
		},
		{
			name: "6.1/no tags and no untagged jobs", do: `root POST /user/runners runner_type=instance_type&run_untagged=false`,
			status: 400, body: `{"message":"` + badTags + `"}`,
		},
		{
			name:   "6.1/two failures in one sentence",
			do:     `root POST /user/runners {"runner_type":"instance_type","run_untagged":false,"maximum_timeout":599}`,
			status: 400, body: `{"message":"` + badTags + ` and Maximum timeout needs to be at least 10 minutes"}`,
		},
		{
			name: "6.1/three failures in one sentence",
			do: `root POST /user/runners {"runner_type":"instance_type","run_untagged":false,"maximum_timeout":0,` +
				`"maintenance_note":"` + repeat(1025) + `"}`,
			status: 400, body: `{"message":"` + badTags + `, Maximum timeout needs to be at least 10 minutes, and ` +
				`Maintenance note is too long (maximum is 1024 characters)"}`,
		},
		{
			name: "2.5/description too long", status: 400,
			do:   `root POST /user/runners {"runner_type":"instance_type","description":"` + repeat(1025) + `"}`,
			body: `{"message":"400 Bad request - Description is too long (maximum is 1024 characters)"}`,
		},
		{
			name: "2.5/description not limited before", version: "17.10", status: 201,
			do: `root POST /user/runners {"runner_type":"instance_type","description":"` + repeat(1025) + `"}`,
		},
		{
			name: "2.5/too many tags", status: 400,
			do:   `root POST /user/runners {"runner_type":"instance_type","tag_list":"` + manyTags(51) + `"}`,
			body: `{"message":"400 Bad request - Tags list Too many tags specified. Please limit the number of tags to 50"}`,
		},
		{
			name: "2.5/fifty tags", status: 201,
			do: `root POST /user/runners {"runner_type":"instance_type","tag_list":"` + manyTags(50) + `"}`,
		},
		{
			name: "2.5/plan limit of projects", before: []string{
				`root PUT /application/plan_limits plan_name=default&ci_registered_project_runners=3`,
			}, do: `max POST /user/runners runner_type=project_type&project_id=1`, status: 400,
			body: `{"message":"400 Bad request - Runner projects base Maximum number of ci registered project runners (3) exceeded"}`,
		},
		{name: "2.5/the last that the plan allows", before: []string{`root PUT /application/plan_limits plan_name=default&ci_registered_project_runners=4`}, do: `max POST /user/runners runner_type=project_type&project_id=1`, status: 201},
		{
			name: "2.5/plan limit of groups", before: []string{
				`root PUT /application/plan_limits plan_name=default&ci_registered_group_runners=1`,
			}, do: `ann POST /user/runners runner_type=group_type&group_id=1`, status: 400,
			body: `{"message":"400 Bad request - Runner namespaces base Maximum number of ci registered group runners (1) exceeded"}`,
		},
		{
			name: "10/a plan without a limit", before: []string{
				`root PUT /application/plan_limits plan_name=default&ci_registered_group_runners=0`,
			}, do: `ann POST /user/runners runner_type=group_type&group_id=1`, status: 201,
		},
		{
			name: "10/runners in contact do not", before: []string{
				`root PUT /application/plan_limits plan_name=default&ci_registered_group_runners=1`,
				`- POST /_sim/clock {"advance":"169h"}`, `- POST /runners/verify token=$glrt2$`,
			}, do: `ann POST /user/runners runner_type=group_type&group_id=1`, status: 400,
		},
		{
			name: "10/stale runners free the quota", before: []string{
				`root PUT /application/plan_limits plan_name=default&ci_registered_group_runners=1`,
				`- POST /_sim/clock {"advance":"169h"}`,
			}, do: `ann POST /user/runners runner_type=group_type&group_id=1`, status: 201,
		},
		{
			name: "5/registrars switched off", before: []string{
				`root PUT /application/settings valid_runner_registrars[]=group`,
			}, do: `max POST /user/runners runner_type=project_type&project_id=1`, status: 403,
			body: `{"message":"403 Forbidden - Insufficient permissions"}`,
		},
		{
			name: "5/administrators pass the registrars", before: []string{
				`root PUT /application/settings valid_runner_registrars[]=group`,
			}, do: `root POST /user/runners runner_type=project_type&project_id=1`, status: 201,
		},
		{
			name: "6.1/group null", do: `max POST /user/runners {"runner_type":"group_type","group_id":null}`,
			status: 400, body: `{"message":"400 Bad request - Missing/invalid group"}`,
		},
		{
			name: "6.1/project of nothing", do: `max POST /user/runners runner_type=project_type&project_id=99`,
			status: 400, body: `{"message":"400 Bad request - Missing/invalid project"}`,
		},
		{
			name: "6.1/project_id a word", do: `max POST /user/runners runner_type=project_type&project_id=acme/web`,
			status: 400, body: `{"error":"project_id is invalid"}`,
		},
		{
			name: "6.1/the group before the permission", do: `out POST /user/runners runner_type=group_type&group_id=99`,
			status: 400, body: `{"message":"400 Bad request - Missing/invalid group"}`,
		},
		{
			name: "6.1/access_level unknown", do: `root POST /user/runners runner_type=instance_type&access_level=open`,
			status: 400, body: `{"error":"access_level does not have a valid value"}`,
		},
		{
			name: "6.1/maximum_timeout zero", do: `root POST /user/runners runner_type=instance_type&maximum_timeout=0`,
			status: 400, body: `{"message":"400 Bad request - Maximum timeout needs to be at least 10 minutes"}`,
		},
		{
			name: "6.1/maximum_timeout beyond its column", status: 500,
			do: `root POST /user/runners runner_type=instance_type&maximum_timeout=2147483648`,
		},
		{
			name: "6.1/stray project_id", do: `root POST /user/runners runner_type=group_type&group_id=1&project_id=1`, status: 500,
			body: `{"message":"500 Internal Server Error"}`,
		},
		{
			name: "6.1/stray group_id of a project runner", status: 500,
			do: `root POST /user/runners runner_type=project_type&group_id=1&project_id=1`,
		},
		{
			name: "6.1/permission before a stray group_id", do: `ann POST /user/runners runner_type=instance_type&group_id=1`,
			status: 403, body: `{"message":"403 Forbidden - Insufficient permissions"}`,
		},
		{
			name: "3.3/members", do: `root POST /user/runners runner_type=instance_type`, status: 201,
			keys: "id token token_expires_at", has: `{"id":6,"token_expires_at":null}`,
		},
		{
			name: "6.1/the first project is the owner", before: []string{
				`max POST /user/runners runner_type=project_type&project_id=2`, `max POST /projects/1/runners runner_id=6`,
			}, do: `root DELETE /projects/2/runners/6`, status: 403,
			body: `{"message":"403 Forbidden - You cannot unassign a runner from the owner project. Delete the runner instead"}`,
		},
		{
			name: "6.1/stray group_id", do: `root POST /user/runners runner_type=instance_type&group_id=1`, status: 500,
			body: `{"message":"500 Internal Server Error"}`,
		},
		{
			name: "2.2/authentication before validation", do: `- POST /user/runners {}`, status: 401,
			body: `{"message":"401 Unauthorized"}`,
		},
	})
}

func TestCreatedRunnerHasItsSettings(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{
			name:   "6.1/defaults",
			before: []string{`root POST /user/runners {"runner_type":"instance_type"}`},
			do:     `root GET /runners/6`, status: 200,
			has: `{"id":6,"description":null,"active":true,"paused":false,"is_shared":true,"locked":false,` +
				`"run_untagged":true,"access_level":"not_protected","tag_list":[],"maximum_timeout":null,` +
				`"maintenance_note":null,"name":null,"online":null,"status":"never_contacted","projects":[],"groups":[],` +
				`"version":null,"contacted_at":null,"created_at":"2030-01-02T03:04:05.678Z","created_by":{"username":"root"}}`,
		},
		{
			name: "6.1/blank values count as not sent",
			before: []string{`root POST /user/runners {"runner_type":"instance_type","description":"","maintenance_note":"",` +
				`"tag_list":[],"maximum_timeout":"","paused":null,"locked":"","run_untagged":null,"access_level":null}`},
			do: `root GET /runners/6`, status: 200,
			has: `{"description":null,"maintenance_note":null,"tag_list":[],"maximum_timeout":null,"paused":false,` +
				`"locked":false,"run_untagged":true,"access_level":"not_protected"}`,
		},
		{
			name: "6.1/everything",
			before: []string{`max POST /user/runners {"runner_type":"project_type","project_id":1,"description":"d",` +
				`"maintenance_note":"n","tag_list":["b","a"],"maximum_timeout":600,"paused":true,"locked":true,` +
				`"run_untagged":false,"access_level":"ref_protected"}`},
			do: `max GET /runners/6`, status: 200,
			has: `{"description":"d","maintenance_note":"n","tag_list":["b","a"],"maximum_timeout":600,"paused":true,` +
				`"active":false,"locked":true,"run_untagged":false,"access_level":"ref_protected","runner_type":"project_type",` +
				`"projects":[{"id":1,"name":"web","name_with_namespace":"Acme / web","path_with_namespace":"acme/web"}],` +
				`"created_by":{"username":"max"}}`,
		},
		{
			name:   "6.1/there is no active",
			before: []string{`root POST /user/runners runner_type=instance_type&active=false`},
			do:     `root GET /runners/6`, status: 200, has: `{"paused":false}`,
		},
	})
}

func manyTags(n int) string {
	tags := make([]string, n)
	for i := range tags {
		tags[i] = fmt.Sprintf("tag%d", i)
	}

	return strings.Join(tags, ",")
}
