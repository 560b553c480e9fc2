#!/bin/sh
# Applies the saved plan. Terraform refuses it if the state has changed since.
set -eu

. "$(dirname "$0")/terraform.sh"

"$TF" init -lockfile=readonly
"$TF" apply plan.tfplan
