variable "runner_id" {
  description = "The ID of a project runner."
  type        = number
}

variable "project_id" {
  description = "The ID of a project."
  type        = number
}

# The projects that a runner serves in addition to its owner.
list "gitlabrunner_project_assignment" "of_the_runner" {
  provider = gitlabrunner

  config {
    runner_id = var.runner_id
  }
}

# The runners that serve a project but are owned by another one.
list "gitlabrunner_project_assignment" "of_the_project" {
  provider = gitlabrunner

  config {
    project = tostring(var.project_id)
  }
}
