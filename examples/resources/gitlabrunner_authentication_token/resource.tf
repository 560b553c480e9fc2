variable "runner_id" {
  description = "A runner that somebody else has made."
  type        = number
}

# A new token every 30 days, and two days before the present one expires.
resource "gitlabrunner_authentication_token" "build" {
  runner_id = var.runner_id

  rotation = {
    after         = "30d"
    before_expiry = "2d"
  }

  # The machines of this runner may be locked out until they have the new token.
  reset_on_create = true
}

output "rotate_at" {
  description = "When the next plan will rotate the token."
  value       = gitlabrunner_authentication_token.build.rotate_at
}
