terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "runner" {
  type = number
}

variable "projects" {
  type = set(string)
}

resource "gitlabrunner_project_assignments_exclusive" "runner" {
  runner_id = var.runner
  projects  = var.projects
}
