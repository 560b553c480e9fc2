#!/bin/sh
# The life of a runner manager: it signs in, finds no job, goes offline, and is rejected.
set -eu
api=$GITLAB_BASE_URL/api/v4

root() { curl -fsS -H "PRIVATE-TOKEN: $GITLAB_TOKEN" "$@"; }
sim() { curl -fsS -o /dev/null -H 'Content-Type: application/json' -d "$2" "$GITLAB_BASE_URL/_sim/$1"; }
status() { root "$api/runners/$id" | grep -o '"status":"[a-z_]*"'; }

# Create a runner.
created=$(root -d runner_type=instance_type -d description=build "$api/user/runners")
id=$(echo "$created" | sed 's/.*"id":\([0-9]*\).*/\1/')
token=$(echo "$created" | sed 's/.*"token":"\([^"]*\)".*/\1/')
status

# Its runner manager starts: it verifies its token and requests a job.
manager() { curl -sS -o /dev/null -w "$1: %{http_code}\n" -d token="$token" -d system_id=s_1 "$api/$1"; }
manager runners/verify
manager jobs/request
status

# The runner manager is silent for three hours.
sim clock '{"advance": "3h"}'
status

# GitLab is down for the next request.
sim faults '{"path": "/api/v4/jobs/request", "status": 502, "times": 1}'
manager jobs/request
manager jobs/request

# The token has leaked and is replaced.
root -o /dev/null -X POST "$api/runners/$id/reset_authentication_token"
manager jobs/request
