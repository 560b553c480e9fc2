variable "project_id" {
  description = "The project that owns the runner."
  type        = number
}

variable "projects" {
  description = "The other projects that the runner serves, by ID or full path."
  type        = set(string)
}

variable "runner_ids" {
  description = "The IDs of project runners that serve the same projects."
  type        = set(number)
}

# One set for each runner.
resource "gitlabrunner_project_assignments_exclusive" "shared" {
  for_each = { for id in var.runner_ids : id => id }

  runner_id           = each.value
  projects            = var.projects
  owner_project       = var.project_id
  unassign_on_destroy = true
}
