variable "registration_token" {
  description = "A registration token of the instance, a group or a project."
  type        = string
  sensitive   = true
}

# Requires Terraform or OpenTofu 1.11.
resource "gitlabrunner_registered_runner" "build" {
  registration_token_wo         = var.registration_token
  registration_token_wo_version = 1
  description                   = "build on Linux"
}
