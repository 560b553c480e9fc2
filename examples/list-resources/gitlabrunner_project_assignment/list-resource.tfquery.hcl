variable "runner_id" {
  description = "The ID of a project runner."
  type        = number
}

# The projects that a runner serves in addition to its owner.
list "gitlabrunner_project_assignment" "of_the_runner" {
  provider = gitlabrunner

  config {
    runner_id = var.runner_id
  }
}
