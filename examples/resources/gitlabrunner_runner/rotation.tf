variable "group_id" {
  description = "The group whose projects the runner serves."
  type        = number
}

# A new token after 30 days, five days before the old one expires, or when the
# value changes.
resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id

  rotate_after         = "30d"
  rotate_before_expiry = "5d"
  rotate_when_changed  = { incident = "none" }
}
