terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "runner_id" {
  description = "The ID of a runner that was created elsewhere."
  type        = number
}

variable "runner_token" {
  description = "The current token of the runner."
  type        = string
  sensitive   = true
}

# Adopts the current token, so that the runner managers keep working, and rotates it
# ten days before it expires, or after 30 days, or when the trigger changes.
resource "gitlabrunner_authentication_token" "build" {
  runner_id                = var.runner_id
  current_token_wo         = var.runner_token
  current_token_wo_version = 1

  rotate_after         = "30d"
  rotate_before_expiry = "10d"
  rotate_when_changed  = { leaked = "never" }
}

output "build_token" {
  description = "The token that the runner managers need."
  value       = gitlabrunner_authentication_token.build.token
  sensitive   = true
}
