variable "group" {
  description = "The ID or full path of a group."
  type        = string
}

# The group's own runners that have not contacted GitLab for a week.
data "gitlabrunner_runners" "stale" {
  group  = var.group
  type   = "group_type"
  status = "stale"
}

# Warns in every plan while there are any.
check "no_runner_is_stale" {
  assert {
    condition     = length(data.gitlabrunner_runners.stale.ids) == 0
    error_message = "These runners are stale: ${join(", ", data.gitlabrunner_runners.stale.ids)}."
  }
}
