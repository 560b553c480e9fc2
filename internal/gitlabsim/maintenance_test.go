package gitlabsim_test

import "testing"

func TestMaintenanceMode(t *testing.T) {
	t.Parallel()

	const refused = `{"message":"You cannot perform write operations on a read-only instance"}`

	on := []string{`root PUT /application/settings maintenance_mode=true`}

	run(t, []testCase{
		{name: "2.5/maintenance mode/a valid token is accepted", before: on, do: `- DELETE /runners/managers {"token":"$glrt3$","system_id":"s"}`, status: 403, body: refused},
		{name: "2.5/maintenance mode/verify", before: on, do: `- POST /runners/verify {"token":"$glrt3$"}`, status: 403, body: refused},
		{name: "2.5/maintenance mode/update", before: on, do: `max PUT /runners/3 {"paused":true}`, status: 403, body: refused},
		{name: "2.5/maintenance mode/comes before the route", before: on, do: `- POST /no/such/route {}`, status: 403, body: refused},
		{name: "2.5/maintenance mode/a form", before: on, do: `max PUT /runners/3 paused=true`, status: 301, header: map[string]string{"Location": "http://gitlab.test/", "Content-Type": ""}},
		{name: "2.5/maintenance mode/no body", before: on, do: `max DELETE /runners/3`, status: 301},
		{name: "2.5/maintenance mode/reads go on", before: on, do: `max GET /runners/3`, status: 200, has: `{"id":3}`},
		{name: "2.5/maintenance mode/off", before: append(on, `root PUT /application/settings {"maintenance_mode":false}`), do: `max PUT /runners/3 {"paused":true}`, status: 200},
	})
}

// The answers of a gateway in front of GitLab, in the form of GitLab.
func TestGatewayFault(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{
			name: "faults/a gateway with JSON", before: []string{`- POST /_sim/faults {"path":"/api/v4/runners/managers","status":403,"body":"{\"message\":\"Forbidden\"}"}`},
			do: `- DELETE /runners/managers {"token":"$glrt3$","system_id":"s"}`, status: 403, body: `{"message":"Forbidden"}`, header: map[string]string{"Content-Type": "application/json"},
		},
		{
			name: "faults/a gateway with HTML", before: []string{`- POST /_sim/faults {"path":"/api/v4/runners/managers","status":403,"body":"<html>403 Forbidden</html>"}`},
			do: `- DELETE /runners/managers {"token":"$glrt3$","system_id":"s"}`, status: 403, header: map[string]string{"Content-Type": "text/html; charset=utf-8"},
		},
	})
}
