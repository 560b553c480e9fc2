terraform {
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

variable "incident" {
  description = "Change this to replace a token that has leaked."
  type        = string
  default     = "none"
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id

  rotate_after         = "30d"
  rotate_before_expiry = "5d"
  rotate_when_changed  = { incident = var.incident }
}

# Resources that distribute the token depend on its version.
resource "terraform_data" "machines" {
  triggers_replace = gitlabrunner_runner.build.token_version
}
