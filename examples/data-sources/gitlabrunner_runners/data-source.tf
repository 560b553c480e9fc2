variable "group" {
  description = "The ID or full path of a group."
  type        = string
}

# The group's own runners for Linux that are not paused, with their details.
data "gitlabrunner_runners" "linux" {
  group    = var.group
  type     = "group_type"
  tag_list = ["linux"]
  paused   = false
  details  = true
}

output "linux_runners" {
  description = "The description and version of each runner."
  value = {
    for runner in data.gitlabrunner_runners.linux.runners :
    runner.id => "${runner.description} (${coalesce(runner.version, "never seen")})"
  }
}
