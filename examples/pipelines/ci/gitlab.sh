# shellcheck shell=sh
# Comments and issues of GitLab. GITLAB_TOKEN has the scope api and the role
# Reporter in this project: the job token may write neither of them.

api() { printf '%s\n' "$CI_API_V4_URL/projects/$CI_PROJECT_ID"; }

authorization() { printf 'header = "PRIVATE-TOKEN: %s"\n' "$GITLAB_TOKEN"; }

job_url() { printf '%s\n' "$CI_JOB_URL"; }

# comment MARKER FILE rewrites the comment that contains the marker, or adds one.
comment() {
	notes="merge_requests/$CI_MERGE_REQUEST_IID/notes"
	found=$(receive_all "$notes?sort=asc") || return 1
	id=$(printf '%s\n' "$found" | jq --raw-output --slurp --arg marker "$1" 'first(.[] | select(.body | contains($marker)) | .id)')
	if [ -n "$id" ]; then
		jq --raw-input --slurp '{body: .}' "$2" | send PUT "$notes/$id" >/dev/null
	else
		jq --raw-input --slurp '{body: .}' "$2" | send POST "$notes" >/dev/null
	fi
}

# find_issue LABEL prints the number of the open issue, if there is one.
find_issue() {
	found=$(receive_all "issues?labels=$1&state=opened") || return 1
	printf '%s\n' "$found" | jq --raw-output --slurp 'first(.[].iid)'
}

# read_issue NUMBER prints its text.
read_issue() {
	found=$(receive "issues/$1") || return 1
	printf '%s\n' "$found" | jq --raw-output .description
}

# open_issue LABEL TITLE FILE
open_issue() {
	jq --raw-input --slurp --arg tag "$1" --arg title "$2" '{title: $title, labels: $tag, description: .}' "$3" |
		send POST issues >/dev/null
}

# update_issue NUMBER FILE
update_issue() { jq --raw-input --slurp '{description: .}' "$2" | send PUT "issues/$1" >/dev/null; }

# close_issue NUMBER
close_issue() { printf '{"state_event": "close"}' | send PUT "issues/$1" >/dev/null; }

# say NUMBER TEXT adds a comment to an issue.
say() { jq --null-input --arg text "$2" '{body: $text}' | send POST "issues/$1/notes" >/dev/null; }
