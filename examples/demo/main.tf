# A small fleet: one runner for everybody, one for a group, one for a project.
# `make demo` runs through its life cycle; README.md explains how to do it by hand.

terraform {
  required_version = ">= 1.8"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

# Reads GITLAB_BASE_URL and GITLAB_TOKEN.
provider "gitlabrunner" {}

variable "group_id" {
  description = "The ID of the group that gets a runner."
  type        = number
}

variable "project_id" {
  description = "The ID of the project that gets a runner."
  type        = number
}

variable "incident" {
  description = "Changing this rotates the token of the deploy runner."
  type        = string
  default     = "none"
}

resource "gitlabrunner_runner" "shared" {
  runner_type = "instance_type"
  description = "Linux builds for everybody"
  tag_list    = ["linux", "docker"]

  rotate_before_expiry = "10d"
}

resource "gitlabrunner_runner" "team" {
  runner_type     = "group_type"
  group_id        = var.group_id
  description     = "Large builds of the team"
  tag_list        = ["linux", "large"]
  maximum_timeout = 7200

  rotate_after = "30d"
}

resource "gitlabrunner_runner" "deploy" {
  runner_type  = "project_type"
  project_id   = var.project_id
  description  = "Deployments"
  access_level = "ref_protected" # protected branches and tags only
  run_untagged = false           # and only jobs that ask for it
  tag_list     = ["deploy"]

  rotate_when_changed = { incident = var.incident }
}

output "runner_ids" {
  description = "The IDs of the runners, by their names in this configuration."
  value = {
    shared = gitlabrunner_runner.shared.id
    team   = gitlabrunner_runner.team.id
    deploy = gitlabrunner_runner.deploy.id
  }
}
