variable "registration_token" {
  description = "A registration token of the instance, a group or a project."
  type        = string
  sensitive   = true
}

# The registration token is used once. registration_token_wo, with
# registration_token_wo_version, keeps it out of the state as well; that needs
# Terraform or OpenTofu 1.11.
resource "gitlabrunner_registered_runner" "build" {
  registration_token = var.registration_token
  description        = "build on Linux, large machines"
  tag_list           = ["linux", "large"]
  maximum_timeout    = 3600
  drain_timeout      = "2h"
}

output "build_runner" {
  description = "What the machines of the runner need to sign in."
  value = {
    id    = gitlabrunner_registered_runner.build.id
    type  = gitlabrunner_registered_runner.build.runner_type
    token = gitlabrunner_registered_runner.build.token
  }
  sensitive = true
}
