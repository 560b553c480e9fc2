package gitlabsim_test

import "testing"

const (
	noAccess  = `{"message":"403 Forbidden - No access granted"}`
	forbidden = `{"message":"403 Forbidden"}`
	noRunner  = `{"message":"404 Runner Not Found"}`
)

func TestGetRunner(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{
			name: "3.2/every member", do: `max GET /runners/3`, status: 200,
			has: `{"id":3,"description":null,"ip_address":null,"active":true,"paused":false,"is_shared":false,` +
				`"runner_type":"project_type","name":null,"online":null,"status":"never_contacted",` +
				`"created_at":"2030-01-02T03:04:05.678Z","job_execution_status":"idle","tag_list":[],"run_untagged":true,` +
				`"locked":false,"maximum_timeout":null,"access_level":"not_protected","version":null,"revision":null,` +
				`"platform":null,"architecture":null,"contacted_at":null,"maintenance_note":"call max","groups":[],` +
				`"projects":[{"id":1,"default_branch":"main","tag_list":[],"topics":[],"forks_count":0,"star_count":0,` +
				`"avatar_url":null,"web_url":"http://gitlab.test/acme/web",` +
				`"namespace":{"id":1,"name":"Acme","path":"acme","kind":"group","full_path":"acme","parent_id":null,` +
				`"avatar_url":null,"web_url":"http://gitlab.test/groups/acme"}}],` +
				`"created_by":{"id":4,"username":"max","public_email":"","name":"max","state":"active","locked":false,` +
				`"avatar_url":"https://www.gravatar.com/avatar/0dd93d8f57d723a2b797b3cd254d0a67ebe2d78bf71bf712eb15a24a0af04594?s=80&d=identicon",` +
				`"web_url":"http://gitlab.test/max"}}`,
			lacks: []string{"token"},
		},
		{
			name: "3.2/group runner", do: `ann GET /runners/2`, status: 200,
			has: `{"groups":[{"id":1,"name":"Acme","web_url":"http://gitlab.test/groups/acme"}],"projects":[]}`,
		},
		{name: "6.4/id is no integer", do: `max GET /runners/x`, status: 400, body: `{"error":"id is invalid"}`},
		{name: "6.4/no such runner", do: `max GET /runners/99`, status: 404, body: noRunner},
		{
			name: "2.5/no such runner before", version: "19.0", do: `max GET /runners/99`, status: 404,
			body: `{"message":"404 Not found"}`,
		},
		{name: "6.4/id beyond every integer", do: `max GET /runners/99999999999999999999`, status: 404, body: noRunner},
		{name: "6.4/no access is 403", do: `out GET /runners/3`, status: 403, body: noAccess},
		{
			name: "6.4/without projects", do: `max GET /runners/3?include_projects=false`, status: 200,
			lacks: []string{"projects"},
		},
		{
			name: "6.4/empty include_projects is true", do: `max GET /runners/3?include_projects=`, status: 200,
			has: `{"projects":[{}]}`,
		},
		{
			name: "6.4/include_projects before", version: "18.10", do: `max GET /runners/3?include_projects=false`,
			status: 200, has: `{"projects":[{}]}`,
		},
		{
			name: "3.2/projects are those the caller belongs to", do: `dev GET /runners/1`, status: 200,
			has: `{"projects":[],"maintenance_note":null}`,
		},
		{
			name: "3.2/a project the caller is no member of is hidden", before: []string{
				`root POST /projects/4/runners {"runner_id":4}`,
			}, do: `max GET /runners/4`, status: 200, has: `{"projects":[{"id":1},{"id":2}]}`,
		},
		{
			name: "3.2/administrators see every project", before: []string{
				`root POST /projects/4/runners {"runner_id":4}`,
			}, do: `root GET /runners/4`, status: 200, has: `{"projects":[{"id":1},{"id":2},{"id":4}]}`,
		},
		{
			name: "3.2/the note hides itself from readers", before: []string{
				`root PUT /runners/2 maintenance_note=secret`,
			}, do: `gus GET /runners/2`, status: 200, has: `{"maintenance_note":null}`,
		},
		{
			name: "3.2/the note before it hid itself", version: "18.1", before: []string{
				`root PUT /runners/2 maintenance_note=secret`,
			}, do: `gus GET /runners/2`, status: 200, has: `{"maintenance_note":"secret"}`,
		},
		{
			name: "11/no note in details before 16.10", version: "16.9", do: `max GET /runners/3`, status: 200,
			lacks: []string{"maintenance_note", "created_by", "created_at", "job_execution_status"},
		},
		{
			name: "3.1/the last address before 17.0", version: "16.11", before: []string{
				`- POST /_sim/managers {"runner_id":1,"system_id":"s","ip_address":"192.0.2.1","contacted_at":"2030-01-02T03:00:00Z"}`,
			}, do: `max GET /runners/1`, status: 200, has: `{"ip_address":"192.0.2.1"}`,
		},
		{
			name: "3.2/version of the manager that contacted last", before: []string{
				`- POST /_sim/managers {"runner_id":1,"system_id":"a","version":"17.1.0","contacted_at":"2030-01-02T03:00:00Z"}`,
				`- POST /_sim/managers {"runner_id":1,"system_id":"b","version":"17.0.0","platform":"linux",` +
					`"architecture":"arm64","revision":"abc","contacted_at":"2030-01-02T03:01:00Z"}`,
			}, do: `max GET /runners/1`, status: 200,
			has: `{"version":"17.0.0","revision":"abc","platform":"linux","architecture":"arm64","online":true,` +
				`"status":"online","contacted_at":"2030-01-02T03:01:00.000Z","ip_address":null}`,
		},
		{
			name: "14/projects of a runner", do: `max GET /runners/4/projects`, status: 200,
			has: `[{"id":1,"path":"web"},{"id":2,"path":"api"}]`,
		},
		{
			name: "14/projects of a runner before", version: "18.10", do: `max GET /runners/4/projects`, status: 404,
			body: `{"error":"404 Not Found"}`,
		},
		{
			name: "3.1/created_by was in details before it was in lists", version: "18.5", do: `max GET /runners/3`,
			status: 200, has: `{"created_by":{"username":"max"}}`,
		},
		{
			name: "3.2/code shows itself to Reporters", before: []string{
				`root POST /projects/4/runners runner_id=4`, `root POST /projects/4/members user_id=4&access_level=20`,
			}, do: `max GET /runners/4/projects?page=3&per_page=1`, status: 200,
			has: `[{"id":4,"default_branch":"main","readme_url":"http://gitlab.test/root/own/-/blob/main/README.md","forks_count":0}]`,
		},
		{
			name: "3.2/a Planner does not see the code", before: []string{
				`root POST /projects/4/runners runner_id=4`, `root POST /projects/4/members user_id=4&access_level=15`,
			}, do: `max GET /runners/4/projects?page=3&per_page=1`, status: 200,
			keys: "id description name name_with_namespace path path_with_namespace created_at tag_list topics " +
				"ssh_url_to_repo http_url_to_repo web_url avatar_url star_count last_activity_at namespace visibility",
		},
		{
			name: "3.2/administrators see the storage", do: `root GET /runners/3/projects`, status: 200,
			keys: "id description name name_with_namespace path path_with_namespace created_at default_branch tag_list topics " +
				"ssh_url_to_repo http_url_to_repo web_url readme_url forks_count avatar_url star_count last_activity_at namespace " +
				"repository_storage visibility",
		},
		{
			name: "3.2/others do not", do: `max GET /runners/3/projects`, status: 200, lacks: []string{"repository_storage"},
		},
		{
			name: "3.2/a group the caller is no member of is hidden", do: `max GET /runners/2`, status: 200, has: `{"groups":[]}`,
		},
		{name: "3.2/auditors see every group", do: `aud GET /runners/2`, status: 200, has: `{"groups":[{"id":1}]}`},
		{name: "3.2/auditors see every project", do: `aud GET /runners/4`, status: 200, has: `{"projects":[{"id":1},{"id":2}]}`},
		{
			name: "3.2/projects in the order of their ids", before: []string{
				`root POST /user/runners runner_type=project_type&project_id=2`, `root POST /projects/1/runners runner_id=6`,
			}, do: `root GET /runners/6`, status: 200, has: `{"projects":[{"id":1},{"id":2}]}`,
		},
		{name: "3.2/the creator, for other users", do: `gus GET /runners/3`, status: 200, has: `{"created_by":{"username":"max"}}`},
		{
			name: "6.4/include_projects a word", do: `max GET /runners/3?include_projects=maybe`, status: 400,
			body: `{"error":"include_projects is invalid"}`,
		},
		{
			name: "14/pages of a runner's projects", do: `max GET /runners/4/projects?per_page=1`, status: 200,
			has: `[{"id":1}]`, header: map[string]string{"X-Total": "2", "X-Next-Page": "2"},
		},
		{name: "14/the Job Router without a token", do: `- GET /runners/router/discovery`, status: 403, body: forbidden},
	})
}
