variable "runner_id" {
  description = "The ID of a project runner."
  type        = number
}

variable "project" {
  description = "The ID or full path of one more project."
  type        = string
}

# Ensures that the project has the runner, and ignores all other projects.
resource "gitlabrunner_project_assignment" "shared" {
  runner_id = var.runner_id
  project   = var.project
}
