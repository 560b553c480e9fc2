variable "project_id" {
  description = "The project that owns the runner."
  type        = number
}

variable "projects" {
  description = "The other projects that the runner serves, by ID or full path."
  type        = set(string)
}

resource "gitlabrunner_runner" "deploy" {
  runner_type = "project_type"
  project_id  = var.project_id
  description = "deploys a few projects, and no other"
  tag_list    = ["deploy"]
}

resource "gitlabrunner_project_assignments_exclusive" "deploy" {
  runner_id = gitlabrunner_runner.deploy.id
  projects  = var.projects

  # Only administrators can delete a runner with several projects.
  unassign_on_destroy = true
}

output "owner" {
  description = "The project that owns the runner."
  value       = gitlabrunner_project_assignments_exclusive.deploy.owner_project
}
