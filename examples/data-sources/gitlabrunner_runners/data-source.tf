variable "group" {
  description = "The id or the path of a group."
  type        = string
}

# The group's own runners for Linux that may take jobs, with their details.
data "gitlabrunner_runners" "linux" {
  group    = var.group
  type     = "group_type"
  tag_list = ["linux"]
  paused   = false
  details  = true
}

output "linux_runners" {
  description = "What each of them is for, and its version."
  value       = { for runner in data.gitlabrunner_runners.linux.runners : runner.id => "${runner.description} (${coalesce(runner.version, "never seen")})" }
}
