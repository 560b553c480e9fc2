terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "group_id" {
  description = "The group whose projects the runner serves."
  type        = number
}

# Its token is not stored in the plan or the state.
resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = "one" }
}

# The token in the run that creates it. In any other run it is null.
ephemeral "gitlabrunner_authentication_token" "build" {
  runner_id     = gitlabrunner_runner.build.id
  token_version = gitlabrunner_runner.build.token_version
}

# Passes the token to a program, in that run only. Prefer a store with write-only
# arguments, see the guide "Keep tokens out of state".
resource "terraform_data" "store" {
  triggers_replace = gitlabrunner_runner.build.token_version

  provisioner "local-exec" {
    command     = "test -n \"$RUNNER_TOKEN\"" # replace with your program
    environment = { RUNNER_TOKEN = ephemeral.gitlabrunner_authentication_token.build.token }
  }
}
