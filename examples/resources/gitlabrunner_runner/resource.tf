variable "group_id" {
  description = "The group whose projects the runner serves."
  type        = number
}

# A destroy waits for running jobs.
resource "gitlabrunner_runner" "build" {
  runner_type     = "group_type"
  group_id        = var.group_id
  description     = "build on Linux, large machines"
  tag_list        = ["linux", "large"]
  maximum_timeout = 3600
  drain_timeout   = "2h"
}

output "build_runner" {
  description = "The ID and the token that the runner managers need."
  value = {
    id    = gitlabrunner_runner.build.id
    token = gitlabrunner_runner.build.token
  }
  sensitive = true
}
