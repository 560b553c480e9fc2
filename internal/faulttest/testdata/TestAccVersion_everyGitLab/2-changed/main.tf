terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "group_id" {
  type = number
}

variable "owner_id" {
  type = number
}

variable "project" {
  type = string
}

variable "registration_token" {
  type = string
}

variable "foreign_runner" {
  type = number
}

resource "gitlabrunner_runner" "instance" {
  runner_type = "instance_type"
  description = "changed"
  paused      = true
}

resource "gitlabrunner_runner" "group" {
  runner_type         = "group_type"
  group_id            = var.group_id
  run_untagged        = true
  access_level        = "ref_protected"
  rotate_when_changed = { n = "2" }
}

resource "gitlabrunner_runner" "single" {
  runner_type = "project_type"
  project_id  = var.owner_id
}

resource "gitlabrunner_runner" "exclusive" {
  runner_type = "project_type"
  project_id  = var.owner_id
}

resource "gitlabrunner_project_assignment" "it" {
  runner_id = gitlabrunner_runner.single.id
  project   = var.project
}

resource "gitlabrunner_project_assignments_exclusive" "it" {
  runner_id     = gitlabrunner_runner.exclusive.id
  projects      = []
  owner_project = var.owner_id
}

resource "gitlabrunner_registered_runner" "it" {
  registration_token = var.registration_token
  tag_list           = ["legacy"]
}

resource "gitlabrunner_authentication_token" "it" {
  runner_id           = var.foreign_runner
  reset_on_create     = true
  rotate_when_changed = { n = "2" }
}

data "gitlabrunner_runners" "all" {
  all     = true
  details = true

  depends_on = [
    gitlabrunner_registered_runner.it,
    gitlabrunner_runner.exclusive,
    gitlabrunner_runner.group,
    gitlabrunner_runner.instance,
    gitlabrunner_runner.single,
  ]
}

data "gitlabrunner_runner_managers" "it" {
  runner_id = gitlabrunner_runner.group.id
}

data "gitlabrunner_runner_jobs" "it" {
  runner_id = gitlabrunner_runner.group.id
}

output "group_runner" {
  value = gitlabrunner_runner.group.id
}

output "ids" {
  value = data.gitlabrunner_runners.all.ids
}
