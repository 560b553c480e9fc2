variable "project_id" {
  description = "The project that owns the runner."
  type        = number
}

variable "projects" {
  description = "Further projects that the runner serves, by ID or full path."
  type        = set(string)
}

resource "gitlabrunner_runner" "shared" {
  runner_type = "project_type"
  project_id  = var.project_id
  description = "shared by a few projects"
}

# One assignment per project. Removing one from the set does not affect the others.
resource "gitlabrunner_project_assignment" "shared" {
  for_each = var.projects

  runner_id = gitlabrunner_runner.shared.id
  project   = each.value
}

output "assigned" {
  description = "The IDs of the assigned projects."
  value = {
    for assignment in gitlabrunner_project_assignment.shared :
    assignment.project_path => assignment.project_id
  }
}
