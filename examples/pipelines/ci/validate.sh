#!/bin/sh
# Checks formatting and configuration. Needs no token and no state.
set -eu

. "$(dirname "$0")/terraform.sh"

"$TF" fmt -check -diff -recursive
"$TF" init -backend=false
"$TF" validate
