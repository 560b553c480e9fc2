#!/bin/sh
# Writes drift.status, which is 0 or 2, and the plan as drift.txt. Fails if the
# plan fails, so that an error is neither drift nor its absence.
set -eu

. "$(dirname "$0")/terraform.sh"

"$TF" init
status=0
"$TF" plan -lock=false -detailed-exitcode -out=drift.tfplan || status=$?

case $status in
0 | 2) "$TF" show -no-color drift.tfplan >drift.txt ;;
*) exit "$status" ;;
esac

rm drift.tfplan
echo "$status" >drift.status
