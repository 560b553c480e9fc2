variable "project_id" {
  description = "The project that owns the runner."
  type        = number
}

variable "projects" {
  description = "The projects that shall have the runner too, by id or by path."
  type        = set(string)
}

resource "gitlabrunner_runner" "shared" {
  runner_type = "project_type"
  project_id  = var.project_id
  description = "shared by a few projects"
}

# One assignment for each project; taking one out of the set touches no other.
resource "gitlabrunner_project_assignment" "shared" {
  for_each = var.projects

  runner_id = gitlabrunner_runner.shared.id
  project   = each.value
}

output "assigned" {
  description = "Which project has which id."
  value       = { for assignment in gitlabrunner_project_assignment.shared : assignment.project_path => assignment.project_id }
}
