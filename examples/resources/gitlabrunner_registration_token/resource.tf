variable "group" {
  description = "The group whose projects the runner serves, by id or by path."
  type        = string
}

# A new token for the group; the one before is refused from then on.
resource "gitlabrunner_registration_token" "group" {
  group = var.group

  # Another text makes another token.
  triggers = {
    month = "2030-01"
  }
}

# The runner stays as it is when its registration token is another.
resource "gitlabrunner_registered_runner" "build" {
  registration_token = gitlabrunner_registration_token.group.token
  description        = "build on Linux"
}
