variable "runner_id" {
  description = "A runner that was made elsewhere, and that machines may already use."
  type        = number
}

variable "runner_token" {
  description = "The token that its machines have now."
  type        = string
  sensitive   = true
}

# The present token is adopted, so that nothing breaks. The token after it is
# made ten days before this one expires, or when somebody says that it leaked.
resource "gitlabrunner_authentication_token" "build" {
  runner_id                = var.runner_id
  current_token_wo         = var.runner_token
  current_token_wo_version = 1

  rotation = {
    after         = "30d"
    before_expiry = "10d"
    triggers      = { leaked = "never" }
  }
}

output "build_token" {
  description = "What the machines of the runner need to sign in."
  value       = gitlabrunner_authentication_token.build.token
  sensitive   = true
}
