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

variable "generation" {
  description = "Any text. Changing it replaces the runner."
  type        = string
  default     = "2026-07"
}

resource "terraform_data" "generation" {
  input = var.generation
}

# The new runner is created before the old one is deleted, which waits for the
# jobs of the old one to finish.
resource "gitlabrunner_runner" "build" {
  runner_type   = "group_type"
  group_id      = var.group_id
  drain_timeout = "2h"

  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.generation]
  }
}

# Between the two, the machines get the new token.
resource "terraform_data" "machines" {
  triggers_replace = gitlabrunner_runner.build.id

  lifecycle {
    create_before_destroy = true
  }
}
