# shellcheck shell=sh
# Sourced by the scripts that run Terraform.

TF=${TF:-terraform}

# GitLab keeps the state. The job token may read it if the user who started the
# job is a Developer, and write to it if the user is a Maintainer. Elsewhere than
# in GitLab CI, the variables TF_HTTP_… are set by the workflow.
if [ -n "${CI_JOB_TOKEN:-}" ]; then
	state="$CI_API_V4_URL/projects/$CI_PROJECT_ID/terraform/state/${TF_STATE_NAME:-fleet}"
	export TF_HTTP_ADDRESS="$state"
	export TF_HTTP_LOCK_ADDRESS="$state/lock" TF_HTTP_LOCK_METHOD=POST
	export TF_HTTP_UNLOCK_ADDRESS="$state/lock" TF_HTTP_UNLOCK_METHOD=DELETE
	export TF_HTTP_USERNAME=gitlab-ci-token TF_HTTP_PASSWORD="$CI_JOB_TOKEN"
fi
