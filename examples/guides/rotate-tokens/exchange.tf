variable "runner_id" {
  description = "A runner that the access token may read, and no more."
  type        = number
}

variable "runner_token" {
  description = "The token that the runner has now."
  type        = string
  sensitive   = true
}

# The token itself pays for the token after it.
resource "gitlabrunner_authentication_token" "build" {
  runner_id                = var.runner_id
  use_runner_token         = true
  current_token_wo         = var.runner_token
  current_token_wo_version = 1

  rotation = { before_expiry = "10d" }
}
