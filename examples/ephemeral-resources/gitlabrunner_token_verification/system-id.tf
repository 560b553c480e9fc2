variable "runner_id" {
  description = "The ID of the runner that the token must belong to."
  type        = number
}

variable "runner_token" {
  description = "The token that a runner manager is about to use."
  type        = string
  sensitive   = true
}

variable "system_id" {
  description = "The system ID of the runner manager."
  type        = string
}

# With a system ID, GitLab also says which runner the token belongs to.
ephemeral "gitlabrunner_token_verification" "build" {
  token     = var.runner_token
  system_id = var.system_id
}

resource "terraform_data" "machine" {
  lifecycle {
    precondition {
      condition     = ephemeral.gitlabrunner_token_verification.build.runner_id == var.runner_id
      error_message = "The token is not valid, or belongs to another runner than ${var.runner_id}."
    }
  }
}
