# shellcheck shell=sh
# Sourced by the scripts that write to a merge request or to an issue.

if [ -n "${GITHUB_ACTIONS:-}" ]; then
	. "$(dirname "$0")/github.sh"
else
	. "$(dirname "$0")/gitlab.sh"
fi

# send METHOD PATH sends the JSON on standard input, and prints the answer. The
# token is not an argument of curl, because other processes can read those.
send() {
	cat >request.json
	authorization | curl --config - --silent --show-error --fail --request "$1" \
		--header 'Content-Type: application/json' --data @request.json "$(api)/$2"
}

# receive PATH prints the answer.
receive() { authorization | curl --config - --silent --show-error --fail "$(api)/$1"; }

# receive_all PATH prints the items of all pages of a list, whose path ends with
# its first parameters.
receive_all() {
	page=1
	while :; do
		items=$(receive "$1&per_page=100&page=$page") || return 1
		printf '%s\n' "$items" | jq --compact-output '.[]'
		[ "$(printf '%s\n' "$items" | jq length)" -eq 100 ] || return 0
		page=$((page + 1))
	done
}

# quoted FILE prints a file as a block of code, in which neither Markdown nor
# quick actions nor mentions have an effect. The fence is longer than any in the
# file, and a long file is cut: GitHub takes 65536 characters.
quoted() {
	fence='```'$(grep -o '``*' "$1" | LC_ALL=C sort | tail -n 1)
	printf '%s\n' "$fence"
	head -c 60000 "$1"
	[ "$(wc -c <"$1")" -le 60000 ] || printf '\n… the rest is in the log of the job'
	printf '\n%s\n' "$fence"
}
