terraform {
  required_providers {
    gitlab = {
      source = "gitlabhq/gitlab" # required until the apply
    }
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "group_id" {
  type = number
}

variable "project_id" {
  type = number
}

variable "projects" {
  type = set(string)
}

variable "registration_token" {
  type      = string
  sensitive = true
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  description = "build on Linux"
  tag_list    = ["linux"]
}

moved {
  from = gitlab_user_runner.build
  to   = gitlabrunner_runner.build
}

resource "gitlabrunner_runner" "deploy" {
  runner_type     = "project_type"
  project_id      = var.project_id
  tag_list        = ["deploy"]
  run_untagged    = false # was untagged
  access_level    = "ref_protected"
  maximum_timeout = 3600
}

moved {
  from = gitlab_user_runner.deploy
  to   = gitlabrunner_runner.deploy
}

resource "gitlabrunner_project_assignment" "deploy" {
  for_each = var.projects

  project   = each.value
  runner_id = gitlabrunner_runner.deploy.id
}

moved { # all instances
  from = gitlab_project_runner_enablement.deploy
  to   = gitlabrunner_project_assignment.deploy
}

# A registered runner that is now managed like any other.
resource "gitlabrunner_runner" "left" {
  runner_type = "group_type" # see the page of the runner in GitLab
  group_id    = var.group_id
  description = "leaves the legacy flow"
}

moved {
  from = gitlab_runner.left
  to   = gitlabrunner_runner.left
}

# A runner that is registered again if it has to be recreated.
resource "gitlabrunner_registered_runner" "stays" {
  registration_token = var.registration_token
  description        = "stays in the legacy flow"
  locked             = true
}

moved {
  from = gitlab_runner.stays
  to   = gitlabrunner_registered_runner.stays
}

output "build_token" {
  value     = gitlabrunner_runner.build.token
  sensitive = true
}
