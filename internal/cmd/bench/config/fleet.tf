terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "runners" {
  type = number
}

variable "assignments" {
  type    = number
  default = 0
}

variable "owner" {
  type = number
}

variable "others" {
  type    = list(number)
  default = []
}

variable "note" {
  type    = string
  default = ""
}

resource "gitlabrunner_runner" "fleet" {
  count = var.runners

  runner_type      = "project_type"
  project_id       = var.owner
  description      = "runner of the fleet"
  tag_list         = ["docker", "linux"]
  maintenance_note = var.note
}

# The numbers of the others follow without a gap, so that no assignment has to
# look through a thousand runners for the one it means.
locals {
  first = gitlabrunner_runner.fleet[0].id
}

resource "gitlabrunner_project_assignment" "fleet" {
  count = var.assignments

  runner_id = local.first + floor(count.index / length(var.others))
  project   = var.others[count.index % length(var.others)]
}
