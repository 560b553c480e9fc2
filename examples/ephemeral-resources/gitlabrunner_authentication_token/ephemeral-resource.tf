variable "group_id" {
  description = "The group whose projects the runner serves."
  type        = number
}

# Its token is in no state and in no plan.
resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  store_token = false

  token_rotation = {
    after    = "30d"
    triggers = { store = "one" }
  }
}

# In the run that makes a token it is here; in any other run it is null.
ephemeral "gitlabrunner_authentication_token" "build" {
  runner_id     = gitlabrunner_runner.build.id
  token_version = gitlabrunner_runner.build.token_version
}

# A store with a write-only argument is better, see the guide "Keep tokens out
# of state". This hands the token to a program, in that run alone.
resource "terraform_data" "store" {
  triggers_replace = gitlabrunner_runner.build.token_version

  provisioner "local-exec" {
    command     = "test -n \"$RUNNER_TOKEN\"" # in the place of your program
    environment = { RUNNER_TOKEN = ephemeral.gitlabrunner_authentication_token.build.token }
  }
}
