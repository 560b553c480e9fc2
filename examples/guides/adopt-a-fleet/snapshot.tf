variable "group" {
  description = "The ID or full path of a group."
  type        = string
}

# Use `all = true` instead of the group for all runners of the instance.
data "gitlabrunner_runners" "fleet" {
  group   = var.group
  type    = "group_type"
  details = true
}

output "fleet" {
  description = "The current fleet, in the form of variables."
  value = {
    fleet = {
      for runner in data.gitlabrunner_runners.fleet.runners : runner.id => {
        runner_type      = runner.runner_type
        group_id         = try(runner.groups[0].id, null)
        project_id       = try(runner.projects[0].id, null)
        description      = runner.description
        paused           = runner.paused
        locked           = runner.locked
        run_untagged     = runner.run_untagged
        tag_list         = runner.tag_list
        access_level     = runner.access_level
        maximum_timeout  = runner.maximum_timeout
        maintenance_note = runner.maintenance_note
        also_serves      = try(slice(runner.projects[*].path_with_namespace, 1, length(runner.projects)), [])
      }
    }
  }
}
