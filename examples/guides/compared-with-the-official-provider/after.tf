terraform {
  required_providers {
    gitlab = {
      source = "gitlabhq/gitlab"
    }
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner" # required until the apply
    }
  }
}

variable "project_id" {
  description = "The project that owns the runner."
  type        = number
}

variable "projects" {
  description = "The other projects that the runner serves."
  type        = set(string)
}

removed {
  from = gitlabrunner_runner.deploy

  lifecycle {
    destroy = false
  }
}

removed {
  from = gitlabrunner_project_assignment.deploy

  lifecycle {
    destroy = false
  }
}

import {
  to = gitlab_user_runner.deploy
  id = "42" # terraform state show gitlabrunner_runner.deploy
}

import {
  to = gitlab_project_runner_enablement.deploy["acme/mobile/app"]
  id = "acme/mobile/app:42" # project:runner
}

resource "gitlab_user_runner" "deploy" {
  runner_type = "project_type"
  project_id  = var.project_id
  description = "deployments"
  tag_list    = ["deploy"]
  untagged    = false # was run_untagged

  lifecycle {
    # An import does not find the owner, and a change of it replaces the runner.
    ignore_changes = [group_id, project_id]
  }
}

resource "gitlab_project_runner_enablement" "deploy" {
  for_each = var.projects

  project   = each.value
  runner_id = gitlab_user_runner.deploy.id
}
