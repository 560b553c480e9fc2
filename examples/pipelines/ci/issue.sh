#!/bin/sh
# Keeps one issue about drift: opens it with the first drift, updates it when the
# drift changes, and closes it when there is none.
set -eu

. "$(dirname "$0")/report.sh"

label=runner-fleet-drift
status=$(cat drift.status)
issue=$(find_issue "$label")

if [ "$status" = 0 ]; then
	if [ -n "$issue" ]; then
		say "$issue" "The fleet is as configured again: $(job_url)"
		close_issue "$issue"
	fi
	exit
fi

{
	echo 'The fleet differs from its configuration. Apply the configuration to undo this, or change it to keep this.'
	echo
	quoted drift.txt
} >issue.md

if [ -z "$issue" ]; then
	open_issue "$label" 'The runner fleet differs from its configuration' issue.md
	exit
fi

before=$(read_issue "$issue")

if [ "$before" != "$(cat issue.md)" ]; then
	update_issue "$issue" issue.md
	say "$issue" "The drift has changed: $(job_url)"
fi
