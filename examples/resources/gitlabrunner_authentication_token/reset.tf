variable "runner_id" {
  description = "The ID of a runner that was created elsewhere."
  type        = number
}

# Runner managers that use the current token are locked out until they have the new one.
resource "gitlabrunner_authentication_token" "build" {
  runner_id       = var.runner_id
  reset_on_create = true
  rotate_after    = "30d"
}

output "build_token" {
  description = "The token that the runner managers need."
  value       = gitlabrunner_authentication_token.build.token
  sensitive   = true
}
