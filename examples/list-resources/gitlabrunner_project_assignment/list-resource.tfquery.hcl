variable "runner_id" {
  description = "The id of a project runner."
  type        = number
}

variable "project_id" {
  description = "The id of a project."
  type        = number
}

# The projects that a runner serves besides the one that owns it.
list "gitlabrunner_project_assignment" "of_the_runner" {
  provider = gitlabrunner

  config {
    runner_id = var.runner_id
  }
}

# The runners that serve a project, but belong to another one.
list "gitlabrunner_project_assignment" "of_the_project" {
  provider = gitlabrunner

  config {
    project = tostring(var.project_id)
  }
}
