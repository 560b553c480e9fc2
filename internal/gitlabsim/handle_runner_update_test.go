package gitlabsim_test

import (
	"strings"
	"testing"
)

func TestUpdateRunner(t *testing.T) {
	t.Parallel()

	full := []string{`max PUT /runners/3 {"description":"d","tag_list":["a"],"maximum_timeout":3600,"maintenance_note":"n","paused":true}`}

	const tagsNeeded = `{"message":{"tags_list":["can not be empty when runner is not allowed to pick untagged jobs"]}}`

	run(t, []testCase{
		{name: "6.5/maximum_timeout null clears", before: full, do: `max PUT /runners/3 {"maximum_timeout":null}`, status: 200, has: `{"maximum_timeout":null,"description":"d"}`},
		{name: "6.5/maximum_timeout empty clears", before: full, do: `max PUT /runners/3 maximum_timeout=`, status: 200, has: `{"maximum_timeout":null}`},
		{name: "6.5/maximum_timeout zero", do: `max PUT /runners/3 {"maximum_timeout":0}`, status: 400, body: `{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}`},
		{name: "6.5/maximum_timeout negative", do: `max PUT /runners/3 {"maximum_timeout":-1}`, status: 400, body: `{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}`},
		{name: "6.5/maximum_timeout 600", do: `max PUT /runners/3 maximum_timeout=600`, status: 200, has: `{"maximum_timeout":600}`},
		{name: "6.5/maintenance_note empty stays empty", before: full, do: `max PUT /runners/3 {"maintenance_note":""}`, status: 200, has: `{"maintenance_note":""}`},
		{name: "6.5/maintenance_note null clears", before: full, do: `max PUT /runners/3 {"maintenance_note":null}`, status: 200, has: `{"maintenance_note":null}`},
		{name: "6.5/maintenance_note too long", do: `max PUT /runners/3 {"maintenance_note":"` + repeat(1025) + `"}`, status: 400, body: `{"message":{"maintenance_note":["is too long (maximum is 1024 characters)"]}}`},
		{name: "6.5/description empty stays empty", before: full, do: `max PUT /runners/3 {"description":""}`, status: 200, has: `{"description":""}`},
		{name: "6.5/description null clears", before: full, do: `max PUT /runners/3 {"description":null}`, status: 200, has: `{"description":null}`},
		{name: "6.5/tag_list empty", before: full, do: `max PUT /runners/3 {"tag_list":[]}`, status: 200, has: `{"tag_list":[]}`},
		{name: "6.5/tag_list null", before: full, do: `max PUT /runners/3 {"tag_list":null}`, status: 200, has: `{"tag_list":[]}`},
		{name: "6.5/tag_list blank in a form", before: full, do: `max PUT /runners/3 tag_list=`, status: 200, has: `{"tag_list":[]}`},
		{name: "6.5/tag_list replaces, in the order sent", before: full, do: `max PUT /runners/3 {"tag_list":["z","b"]}`, status: 200, has: `{"tag_list":["z","b"]}`},
		{name: "6.5/tags read after a change", before: append(full, `max PUT /runners/3 {"tag_list":["z","'b'","a"]}`), do: `max GET /runners/3`, status: 200, has: `{"tag_list":["a","b","z"]}`},
		{name: "6.5/a tag with a comma, sent as it was read", before: append(full, `max PUT /runners/3 {"tag_list":["\"x, y\""]}`), do: `max PUT /runners/3 {"tag_list":["x, y"]}`, status: 200, has: `{"tag_list":["x","y"]}`},
		{name: "6.5/tags removed and untagged refused", do: `max PUT /runners/3 {"tag_list":[],"run_untagged":false}`, status: 400, body: tagsNeeded},
		{name: "6.5/untagged refused without tags", do: `max PUT /runners/3 {"run_untagged":false}`, status: 400, body: tagsNeeded},
		{name: "6.5/untagged refused with stored tags", before: full, do: `max PUT /runners/3 {"run_untagged":false}`, status: 200, has: `{"run_untagged":false}`},
		{name: "6.5/tags removed while untagged is refused", before: append(full, `max PUT /runners/3 {"run_untagged":false}`), do: `max PUT /runners/3 {"tag_list":""}`, status: 400, body: tagsNeeded},
		{name: "6.5/paused null resumes", before: full, do: `max PUT /runners/3 {"paused":null}`, status: 200, has: `{"paused":false,"active":true}`},
		{name: "6.5/paused empty resumes", before: full, do: `max PUT /runners/3 paused=`, status: 200, has: `{"paused":false}`},
		{name: "6.5/active is the mirror", do: `max PUT /runners/3 {"active":false}`, status: 200, has: `{"paused":true,"active":false}`},
		{name: "6.5/access_level null", do: `max PUT /runners/3 {"access_level":null}`, status: 400, body: `{"message":{"access_level":["can't be blank"]}}`},
		{name: "6.5/access_level empty", do: `max PUT /runners/3 {"access_level":""}`, status: 400, body: `{"error":"access_level does not have a valid value"}`},
		{name: "6.5/access_level", do: `max PUT /runners/3 {"access_level":"ref_protected"}`, status: 200, has: `{"access_level":"ref_protected"}`},
		{name: "6.5/locked null", do: `max PUT /runners/3 {"locked":null}`, status: 500, body: `{"message":"500 Internal Server Error"}`},
		{name: "6.5/run_untagged null without tags", do: `max PUT /runners/3 {"run_untagged":null}`, status: 400, body: tagsNeeded},
		{name: "6.5/run_untagged null with tags", before: full, do: `max PUT /runners/3 {"run_untagged":null}`, status: 500},
		{name: "6.5/several failures", do: `max PUT /runners/3 {"run_untagged":false,"maximum_timeout":1}`, status: 400, body: `{"message":{"tags_list":["can not be empty when runner is not allowed to pick untagged jobs"],"maximum_timeout":["needs to be at least 10 minutes"]}}`},
		{
			name: "6.5/nothing sent", do: `max PUT /runners/3 {}`, status: 400,
			body: `{"error":"description, active, paused, tag_list, run_untagged, locked, access_level, maximum_timeout, ` +
				`maintenance_note are missing, at least one parameter must be provided"}`,
		},
		{
			name: "6.5/the note is no parameter before 16.10", version: "16.9", do: `max PUT /runners/3 {"maintenance_note":"n"}`, status: 400,
			body: `{"error":"description, active, paused, tag_list, run_untagged, locked, access_level, maximum_timeout are missing, at least one parameter must be provided"}`,
		},
		{
			name: "6.5/active and paused", do: `max PUT /runners/3 {"active":true,"paused":true}`, status: 400,
			body: `{"error":"active, paused are mutually exclusive"}`,
		},
		{name: "6.5/unknown keys beside known ones", do: `max PUT /runners/3 {"runner_type":"group_type","locked":true}`, status: 200, has: `{"runner_type":"project_type","locked":true}`},
		{name: "6.5/the answer has no projects", do: `max PUT /runners/3 {"locked":true}`, status: 200, lacks: []string{"projects"}, has: `{"groups":[]}`},
		{name: "6.5/the answer had projects", version: "18.10", do: `max PUT /runners/3 {"locked":true}`, status: 200, has: `{"projects":[{"id":1}]}`},
		{name: "6.5/no access", do: `dev PUT /runners/3 {"locked":true}`, status: 403, body: noAccess},
		{name: "6.5/no such runner", do: `max PUT /runners/99 {"locked":true}`, status: 404, body: noRunner},
		{name: "2.2/complaints come together", do: `max PUT /runners/3 {"locked":"maybe","maximum_timeout":"long"}`, status: 400, body: `{"error":"locked is invalid, maximum_timeout is invalid"}`},
		{
			name: "6.5/over the tag limit already", before: []string{`- PUT /_sim/runners/3 {"tag_list":["` + strings.ReplaceAll(manyTags(51), ",", `","`) + `"]}`},
			do: `max PUT /runners/3 {"locked":true}`, status: 200, has: `{"locked":true}`,
		},
		{
			name: "6.5/over the tag limit already, the same tags sent", before: []string{`- PUT /_sim/runners/3 {"tag_list":["` + strings.ReplaceAll(manyTags(51), ",", `","`) + `"]}`},
			do: `max PUT /runners/3 {"tag_list":"` + manyTags(51) + `"}`, status: 200,
		},
		{
			name: "6.5/too many tags", do: `max PUT /runners/3 {"tag_list":"` + manyTags(51) + `"}`, status: 400,
			body: `{"message":{"tags_list":["Too many tags specified. Please limit the number of tags to 50"]}}`,
		},
		{name: "6.5/maximum_timeout 599", do: `max PUT /runners/3 maximum_timeout=599`, status: 400, body: `{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}`},
		{name: "6.5/maximum_timeout beyond its column", do: `max PUT /runners/3 maximum_timeout=2147483648`, status: 500, body: `{"message":"500 Internal Server Error"}`},
		{name: "6.5/maximum_timeout of its column", do: `max PUT /runners/3 maximum_timeout=2147483647`, status: 200, has: `{"maximum_timeout":2147483647}`},
		{name: "6.5/active null", do: `max PUT /runners/3 {"active":null}`, status: 500, body: `{"message":"500 Internal Server Error"}`},
		{name: "6.5/locked empty", do: `max PUT /runners/3 locked=`, status: 500, body: `{"message":"500 Internal Server Error"}`},
		{name: "6.5/presence counts", do: `max PUT /runners/3 {"description":null}`, status: 200, has: `{"description":null}`},
		{
			name: "6.5/unknown keys alone", do: `max PUT /runners/3 {"runner_type":"group_type","projects":[]}`, status: 400,
			body: `{"error":"description, active, paused, tag_list, run_untagged, locked, access_level, maximum_timeout, ` +
				`maintenance_note are missing, at least one parameter must be provided"}`,
		},
		{name: "6.5/only what was sent changes", before: full, do: `max PUT /runners/3 {"locked":true}`, status: 200, has: `{"description":"d","tag_list":["a"],"maximum_timeout":3600,"maintenance_note":"n","paused":true,"run_untagged":true,"access_level":"not_protected"}`},
		{name: "6.5/locked on an instance runner", do: `root PUT /runners/1 locked=true`, status: 200, has: `{"locked":true}`},
		{name: "6.5/locked on a group runner", do: `ann PUT /runners/2 locked=true`, status: 200, has: `{"locked":true}`},
		{name: "6.5/members of the answer", do: `max PUT /runners/3 locked=true`, status: 200, keys: "id description ip_address active paused is_shared runner_type name online status created_at created_by job_execution_status tag_list run_untagged locked maximum_timeout access_level version revision platform architecture contacted_at maintenance_note token_expires_at groups"},
		{name: "10/a lock does not forbid an update", do: `max PUT /runners/5 {"description":"d"}`, status: 200, has: `{"description":"d","locked":true}`},
		{name: "2.5/maintenance_note of 1024", do: `max PUT /runners/3 {"maintenance_note":"` + repeat(1024) + `"}`, status: 200},
		{name: "2.5/description of 1024", do: `max PUT /runners/3 {"description":"` + repeat(1024) + `"}`, status: 200},
		{name: "2.5/description too long", do: `max PUT /runners/3 {"description":"` + repeat(1025) + `"}`, status: 400, body: `{"message":{"description":["is too long (maximum is 1024 characters)"]}}`},
		{name: "2.5/description too long already", before: []string{`- PUT /_sim/runners/3 {"description":"` + repeat(1025) + `"}`}, do: `max PUT /runners/3 {"locked":true}`, status: 200, has: `{"locked":true}`},
		{name: "2.5/description too long already, sent again", before: []string{`- PUT /_sim/runners/3 {"description":"` + repeat(1025) + `"}`}, do: `max PUT /runners/3 {"description":"` + repeat(1025) + `"}`, status: 200},
		{name: "2.5/a tag too long", do: `max PUT /runners/3 {"tag_list":["` + repeat(256) + `"]}`, status: 400, body: `{"message":{"tags_list":["is too long (maximum is 255 characters)"]}}`},
		{name: "2.5/a tag of 255", do: `max PUT /runners/3 {"tag_list":["` + repeat(255) + `"]}`, status: 200},
	})
}
