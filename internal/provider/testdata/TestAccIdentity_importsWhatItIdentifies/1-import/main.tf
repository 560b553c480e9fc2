variable "runner_id" {
  type = number
}

variable "owner_id" {
  type = number
}

variable "project_id" {
  type = number
}

variable "project" {
  type = string
}

import {
  to       = gitlabrunner_runner.it
  identity = { id = var.runner_id }
}

import {
  to       = gitlabrunner_project_assignment.it
  identity = { runner_id = var.runner_id, project_id = var.project_id }
}

resource "gitlabrunner_runner" "it" {
  runner_type = "project_type"
  project_id  = var.owner_id
}

resource "gitlabrunner_project_assignment" "it" {
  runner_id = gitlabrunner_runner.it.id
  project   = var.project
}
