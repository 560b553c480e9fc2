variable "group_id" {
  description = "The group whose projects the runner serves."
  type        = number
}

variable "generation" {
  description = "Any text. Another one makes another runner."
  type        = string
  default     = "2026-07"
}

resource "terraform_data" "generation" {
  input = var.generation
}

# The new runner works before the old one goes, and the old one goes when its
# jobs have ended.
resource "gitlabrunner_runner" "build" {
  runner_type   = "group_type"
  group_id      = var.group_id
  drain_timeout = "2h"

  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.generation]
  }
}

# The machines get the new token here, between the two.
resource "terraform_data" "machines" {
  triggers_replace = gitlabrunner_runner.build.id

  lifecycle {
    create_before_destroy = true
  }
}
