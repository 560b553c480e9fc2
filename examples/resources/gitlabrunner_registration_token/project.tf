variable "project_id" {
  description = "The ID of the project."
  type        = number
}

# Resets the token of the project. GitLab rejects the previous one from then on.
resource "gitlabrunner_registration_token" "project" {
  project = var.project_id
}
