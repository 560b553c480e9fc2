#!/bin/sh
# Writes plan.txt as one comment on the merge request, and rewrites it after each
# push.
set -eu

. "$(dirname "$0")/report.sh"

marker='<!-- fleet: plan -->'
{
	echo "$marker"
	grep -E '^(Plan:|No changes\.)' plan.txt | head -n 1 || echo 'The plan changes outputs only.'
	printf '\n<details><summary>Plan of <a href="%s">this job</a></summary>\n\n' "$(job_url)"
	quoted plan.txt
	printf '\n</details>\n'
} >comment.md

comment "$marker" comment.md
