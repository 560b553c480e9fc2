terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "runner_token" {
  description = "The token that a runner manager is about to use."
  type        = string
  sensitive   = true
}

ephemeral "gitlabrunner_token_verification" "build" {
  token = var.runner_token
}

# Fails before a machine is set up with an invalid token. Null passes.
resource "terraform_data" "machine" {
  lifecycle {
    precondition {
      condition     = ephemeral.gitlabrunner_token_verification.build.valid != false
      error_message = "GitLab refuses the runner's token: it was replaced, or it has expired."
    }
  }
}
