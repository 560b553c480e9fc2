variable "project_id" {
  description = "The ID of a project."
  type        = number
}

# The runners that serve a project but are owned by another one.
list "gitlabrunner_project_assignment" "of_the_project" {
  provider = gitlabrunner

  config {
    project = tostring(var.project_id)
  }
}
