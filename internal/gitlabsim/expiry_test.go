package gitlabsim_test

import "testing"

func TestExplicitExpiry(t *testing.T) {
	t.Parallel()

	const create = `root POST /user/runners {"runner_type":"instance_type",`

	run(t, []testCase{
		{
			name: "9.4/given", do: create + `"token_expires_at":"2030-01-03T00:00:00Z"}`, status: 201,
			has: `{"token_expires_at":"2030-01-03T00:00:00.000Z"}`,
		},
		{
			name: "9.4/not known before", version: "18.6", do: create + `"token_expires_at":"2030-01-03T00:00:00Z"}`,
			status: 201, has: `{"token_expires_at":null}`,
		},
		{
			name: "6.1/too soon", do: create + `"token_expires_at":"2030-01-02T03:08:00Z"}`, status: 400,
			body: `{"message":"400 Bad request - token_expires_at must be at least 5 minutes in the future"}`,
		},
		{
			name: "6.1/five minutes ahead", do: create + `"token_expires_at":"2030-01-02T03:09:05.6789Z"}`, status: 201,
			has: `{"token_expires_at":"2030-01-02T03:09:05.678Z"}`,
		},
		{
			name: "6.1/fifteen days ahead", do: create + `"token_expires_at":"2030-01-17T03:04:05Z"}`, status: 201,
			has: `{"token_expires_at":"2030-01-17T03:04:05.000Z"}`,
		},
		{
			name: "6.1/expiry no time", do: create + `"token_expires_at":"soon"}`, status: 400,
			body: `{"error":"token_expires_at is invalid"}`,
		},
		{
			name: "9.4/deadline equal to the expiry", status: 201,
			do:  create + `"token_expires_at":"2030-01-03T00:00:00Z","token_rotation_deadline":"2030-01-03T00:00:00Z"}`,
			has: `{"token_expires_at":"2030-01-03T00:00:00.000Z"}`,
		},
		{
			name: "6.1/too late", do: create + `"token_expires_at":"2030-02-02T00:00:00Z"}`, status: 400,
			body: `{"message":"400 Bad request - token_expires_at is too far in the future (maximum is 2030-01-17T03:04:05Z)"}`,
		},
		{
			name: "6.1/deadline alone", do: create + `"token_rotation_deadline":"2030-01-03T00:00:00Z"}`, status: 400,
			body: `{"message":"400 Bad request - token_expires_at is required when token_rotation_deadline is specified"}`,
		},
		{
			name: "6.1/deadline after the expiry", status: 400,
			do:   create + `"token_expires_at":"2030-01-03T00:00:00Z","token_rotation_deadline":"2030-01-03T00:00:01Z"}`,
			body: `{"message":"400 Bad request - token_rotation_deadline must be less than or equal to token_expires_at"}`,
		},
		{
			name: "6.1/a past deadline before one after the expiry", status: 400,
			do:   create + `"token_expires_at":"2030-01-02T04:00:00Z","token_rotation_deadline":"2030-01-01T00:00:00Z"}`,
			body: `{"message":"400 Bad request - token_rotation_deadline cannot be in the past"}`,
		},
		{
			name: "6.1/the expiry before the settings", do: create + `"token_expires_at":"2030-02-02T00:00:00Z","maximum_timeout":1}`, status: 400,
			body: `{"message":"400 Bad request - token_expires_at is too far in the future (maximum is 2030-01-17T03:04:05Z)"}`,
		},
		{
			name: "6.1/deadline in the past", status: 400,
			do:   create + `"token_expires_at":"2030-01-03T00:00:00Z","token_rotation_deadline":"2030-01-02T00:00:00Z"}`,
			body: `{"message":"400 Bad request - token_rotation_deadline cannot be in the past"}`,
		},
		{
			name: "9.4/reset before the deadline clears it", before: []string{
				create + `"token_expires_at":"2030-01-03T00:00:00Z","token_rotation_deadline":"2030-01-02T12:00:00Z"}`,
				`root POST /runners/6/reset_authentication_token`,
				`- POST /_sim/clock {"advance":"24h"}`,
			}, do: `root POST /runners/6/reset_authentication_token`, status: 201, has: `{"token_expires_at":null}`,
		},
		{
			name: "9.4/reset from the deadline on", before: []string{
				create + `"token_expires_at":"2030-01-03T00:00:00Z","token_rotation_deadline":"2030-01-02T12:00:00Z"}`,
				`- POST /_sim/clock {"advance":"9h"}`,
			}, do: `root POST /runners/6/reset_authentication_token`, status: 403,
			body: `{"error":"Token rotation deadline has passed"}`,
		},
		{
			name: "9.4/reset in the instant of the deadline", before: []string{
				create + `"token_expires_at":"2030-01-03T00:00:00Z","token_rotation_deadline":"2030-01-02T12:04:05.6789Z"}`,
				`- POST /_sim/clock {"advance":"9h"}`,
			}, do: `root POST /runners/6/reset_authentication_token`, status: 403,
			body: `{"error":"Token rotation deadline has passed"}`,
		},
		{
			name: "9.4/reset by the token from the deadline on", before: []string{
				create + `"token_expires_at":"2030-01-03T00:00:00Z","token_rotation_deadline":"2030-01-02T12:00:00Z"}`,
				`- POST /_sim/clock {"advance":"9h"}`,
			}, do: `- POST /runners/reset_authentication_token token=$glrt6$`, status: 403,
			body: `{"error":"Token rotation deadline has passed"}`,
		},
		{
			name: "9.4/the first token only", before: []string{
				create + `"token_expires_at":"2030-01-03T00:00:00Z"}`,
			}, do: `root POST /runners/6/reset_authentication_token`, status: 201, has: `{"token_expires_at":null}`,
		},
	})
}

func TestExpiryFollowsSettings(t *testing.T) {
	t.Parallel()

	intervals := []string{`root PUT /application/settings {"runner_token_expiration_interval":3600,` +
		`"group_runner_token_expiration_interval":7200,"project_runner_token_expiration_interval":10800}`}

	run(t, []testCase{
		{name: "9.3/instance", before: intervals, do: `root POST /user/runners runner_type=instance_type`, status: 201, has: `{"token_expires_at":"2030-01-02T04:04:05.678Z"}`},
		{name: "9.3/group", before: intervals, do: `root POST /user/runners runner_type=group_type&group_id=1`, status: 201, has: `{"token_expires_at":"2030-01-02T05:04:05.678Z"}`},
		{name: "9.3/project", before: intervals, do: `root POST /user/runners runner_type=project_type&project_id=1`, status: 201, has: `{"token_expires_at":"2030-01-02T06:04:05.678Z"}`},
		{name: "9.3/existing dates stay", before: intervals, do: `- POST /runners/verify token=$glrt3$`, status: 200, has: `{"token_expires_at":null}`},
		{name: "9.3/computed at a reset", before: append(intervals, `- POST /_sim/clock {"advance":"1h"}`), do: `max POST /runners/3/reset_authentication_token`, status: 201, has: `{"token_expires_at":"2030-01-02T07:04:05.678Z"}`},
		{name: "9.3/cleared", before: append(intervals, `root PUT /application/settings {"runner_token_expiration_interval":null}`), do: `root POST /user/runners runner_type=instance_type`, status: 201, has: `{"token_expires_at":null}`},
		{
			name: "9.4/not beyond the configured interval", before: intervals, status: 400,
			do:   `root POST /user/runners {"runner_type":"instance_type","token_expires_at":"2030-01-02T05:00:00Z"}`,
			body: `{"message":"400 Bad request - token_expires_at is too far in the future (maximum is 2030-01-02T04:04:05Z)"}`,
		},
	})
}
