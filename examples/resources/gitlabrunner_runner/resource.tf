variable "group_id" {
  description = "The group whose projects the build runner serves."
  type        = number
}

variable "project_id" {
  description = "The project that owns the deploy runner."
  type        = number
}

# For every project of a group. A destroy waits for its jobs to end.
resource "gitlabrunner_runner" "build" {
  runner_type     = "group_type"
  group_id        = var.group_id
  description     = "build on Linux, large machines"
  tag_list        = ["linux", "large"]
  maximum_timeout = 3600
  drain_timeout   = "2h"
}

# For one project, protected branches and tagged jobs only.
resource "gitlabrunner_runner" "deploy" {
  runner_type      = "project_type"
  project_id       = var.project_id
  description      = "deploy to production"
  access_level     = "ref_protected"
  run_untagged     = false
  tag_list         = ["deploy"]
  maintenance_note = "Owned by the platform team."
}

# For every project of the instance; this needs an administrator's token.
resource "gitlabrunner_runner" "shared" {
  runner_type = "instance_type"
  description = "anything small"
}

output "build_runner" {
  description = "What the machines of the build runner need to sign in."
  value = {
    id    = gitlabrunner_runner.build.id
    token = gitlabrunner_runner.build.token
  }
  sensitive = true
}
