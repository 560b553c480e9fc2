variable "runner_id" {
  description = "The ID of a runner that the access token may only read."
  type        = number
}

variable "runner_token" {
  description = "The current token of the runner."
  type        = string
  sensitive   = true
}

# The current token authorizes its own rotation.
resource "gitlabrunner_authentication_token" "build" {
  runner_id                = var.runner_id
  use_runner_token         = true
  current_token_wo         = var.runner_token
  current_token_wo_version = 1

  rotate_before_expiry = "10d"
}
