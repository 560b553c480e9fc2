variable "runner_token" {
  description = "The token that a machine is about to be given."
  type        = string
  sensitive   = true
}

ephemeral "gitlabrunner_token_verification" "build" {
  token = var.runner_token
}

# No machine is set up with a token that GitLab refuses. Null passes.
resource "terraform_data" "machine" {
  lifecycle {
    precondition {
      condition     = ephemeral.gitlabrunner_token_verification.build.valid != false
      error_message = "GitLab refuses the runner's token: it was replaced, or it has expired."
    }
  }
}
