# shellcheck shell=sh
# Comments and issues of GitHub, with the token of the workflow.

api() { printf '%s\n' "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY"; }

authorization() { printf 'header = "Authorization: Bearer %s"\n' "$GITHUB_TOKEN"; }

job_url() { printf '%s\n' "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"; }

# comment MARKER FILE rewrites the comment that contains the marker, or adds one.
comment() {
	comments="issues/$PULL_REQUEST/comments"
	found=$(receive_all "$comments?sort=created") || return 1
	id=$(printf '%s\n' "$found" | jq --raw-output --slurp --arg marker "$1" 'first(.[] | select(.body | contains($marker)) | .id)')
	if [ -n "$id" ]; then
		jq --raw-input --slurp '{body: .}' "$2" | send PATCH "issues/comments/$id" >/dev/null
	else
		jq --raw-input --slurp '{body: .}' "$2" | send POST "$comments" >/dev/null
	fi
}

# find_issue LABEL prints the number of the open issue, if there is one.
find_issue() {
	found=$(receive_all "issues?labels=$1&state=open") || return 1
	printf '%s\n' "$found" | jq --raw-output --slurp 'first(.[].number)'
}

# read_issue NUMBER prints its text.
read_issue() {
	found=$(receive "issues/$1") || return 1
	printf '%s\n' "$found" | jq --raw-output .body
}

# open_issue LABEL TITLE FILE
open_issue() {
	jq --raw-input --slurp --arg tag "$1" --arg title "$2" '{title: $title, labels: [$tag], body: .}' "$3" |
		send POST issues >/dev/null
}

# update_issue NUMBER FILE
update_issue() { jq --raw-input --slurp '{body: .}' "$2" | send PATCH "issues/$1" >/dev/null; }

# close_issue NUMBER
close_issue() { printf '{"state": "closed"}' | send PATCH "issues/$1" >/dev/null; }

# say NUMBER TEXT adds a comment to an issue.
say() { jq --null-input --arg text "$2" '{body: $text}' | send POST "issues/$1/comments" >/dev/null; }
