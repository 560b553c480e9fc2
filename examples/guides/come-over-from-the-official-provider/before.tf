terraform {
  required_providers {
    gitlab = {
      source = "gitlabhq/gitlab"
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

resource "gitlab_user_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  description = "build on Linux"
  tag_list    = ["linux"]
  untagged    = true
}

resource "gitlab_user_runner" "deploy" {
  runner_type     = "project_type"
  project_id      = var.project_id
  tag_list        = ["deploy"]
  untagged        = false
  access_level    = "ref_protected"
  maximum_timeout = 3600
}

resource "gitlab_project_runner_enablement" "deploy" {
  for_each = var.projects

  project   = each.value
  runner_id = gitlab_user_runner.deploy.id
}

resource "gitlab_runner" "left" {
  registration_token = var.registration_token
  description        = "leaves the legacy flow"
}

resource "gitlab_runner" "stays" {
  registration_token = var.registration_token
  description        = "stays in the legacy flow"
  locked             = true
}

output "build_token" {
  value     = gitlab_user_runner.build.token
  sensitive = true
}
