variable "group" {
  description = "The group whose projects the runner serves, by ID or full path."
  type        = string
}

# Resets the token of the group. GitLab rejects the previous one from then on.
resource "gitlabrunner_registration_token" "group" {
  group = var.group

  # Changing this resets the token again.
  rotate_when_changed = {
    month = "2030-01"
  }
}

# A new registration token does not affect the runner.
resource "gitlabrunner_registered_runner" "build" {
  registration_token = gitlabrunner_registration_token.group.token
  description        = "build on Linux"
}
