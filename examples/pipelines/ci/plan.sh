#!/bin/sh
# Writes plan.tfplan for the apply, plan.txt for people, and plan.json, which is
# the report that GitLab shows in a merge request. Takes no lock, which requires
# write access to the state.
set -eu

. "$(dirname "$0")/terraform.sh"

"$TF" init
"$TF" plan -lock=false -out=plan.tfplan
"$TF" show -no-color plan.tfplan >plan.txt
"$TF" show -json plan.tfplan | jq --compact-output '
  [.resource_changes[]?.change.actions] as $changes
  | {
      create: ([$changes[] | select(index("create"))] | length),
      update: ([$changes[] | select(index("update"))] | length),
      delete: ([$changes[] | select(index("delete"))] | length)
    }' >plan.json
