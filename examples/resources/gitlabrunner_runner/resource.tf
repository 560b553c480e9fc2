variable "group_id" {
  description = "The group whose projects the build runner serves."
  type        = number
}

variable "project_id" {
  description = "The project that owns the deploy runner."
  type        = number
}

# For all projects of a group. A destroy waits for running jobs.
resource "gitlabrunner_runner" "build" {
  runner_type     = "group_type"
  group_id        = var.group_id
  description     = "build on Linux, large machines"
  tag_list        = ["linux", "large"]
  maximum_timeout = 3600
  drain_timeout   = "2h"
}

# For a single project, and only for tagged jobs on protected branches.
resource "gitlabrunner_runner" "deploy" {
  runner_type      = "project_type"
  project_id       = var.project_id
  description      = "deploy to production"
  access_level     = "ref_protected"
  run_untagged     = false
  tag_list         = ["deploy"]
  maintenance_note = "Owned by the platform team."
}

# For all projects of the instance. This requires an administrator's token.
resource "gitlabrunner_runner" "shared" {
  runner_type = "instance_type"
  description = "anything small"
}

output "build_runner" {
  description = "The ID and the token that the machines of the build runner need."
  value = {
    id    = gitlabrunner_runner.build.id
    token = gitlabrunner_runner.build.token
  }
  sensitive = true
}
