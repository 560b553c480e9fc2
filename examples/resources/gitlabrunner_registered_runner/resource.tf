variable "registration_token" {
  description = "A registration token of the instance, a group or a project."
  type        = string
  sensitive   = true
}

# The registration token is used only once.
resource "gitlabrunner_registered_runner" "build" {
  registration_token = var.registration_token
  description        = "build on Linux, large machines"
  tag_list           = ["linux", "large"]
  maximum_timeout    = 3600
  drain_timeout      = "2h"

  info = {
    name     = "build-01"
    platform = "linux"
  }
}

output "build_runner" {
  description = "The token that the runner managers need."
  value = {
    id    = gitlabrunner_registered_runner.build.id
    type  = gitlabrunner_registered_runner.build.runner_type
    token = gitlabrunner_registered_runner.build.token
  }
  sensitive = true
}
