variable "token" {
  type = string
}

variable "owner" {
  type = number
}

variable "projects" {
  type = set(string)
}

provider "gitlabrunner" {
  token = var.token
}

resource "gitlabrunner_runner" "single" {
  runner_type = "project_type"
  project_id  = var.owner
}

resource "gitlabrunner_project_assignment" "single" {
  for_each = var.projects

  runner_id = gitlabrunner_runner.single.id
  project   = each.value
}

resource "gitlabrunner_runner" "exclusive" {
  runner_type = "project_type"
  project_id  = var.owner
}

resource "gitlabrunner_project_assignments_exclusive" "exclusive" {
  runner_id           = gitlabrunner_runner.exclusive.id
  projects            = var.projects
  unassign_on_destroy = true
}
