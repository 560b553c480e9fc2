terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

# All group and project runners that the user of the access token administers.
data "gitlabrunner_runners" "fleet" {
  details = true
}

locals {
  fleet   = data.gitlabrunner_runners.fleet.runners
  minimum = 17

  # A runner that never contacted GitLab has no version.
  outdated = [
    for runner in local.fleet : runner.id
    if try(tonumber(split(".", runner.version)[0]), local.minimum) < local.minimum
  ]
}

check "no_runner_is_stale" {
  assert {
    condition     = alltrue([for runner in local.fleet : runner.status != "stale"])
    error_message = "Stale: ${join(", ", [for runner in local.fleet : runner.id if runner.status == "stale"])}."
  }
}

check "no_runner_is_offline" {
  assert {
    condition     = alltrue([for runner in local.fleet : runner.online != false])
    error_message = "Offline: ${join(", ", [for runner in local.fleet : runner.id if runner.online == false])}."
  }
}

# A project runner always serves its owner. A shared one must serve others as well.
check "every_shared_runner_is_assigned" {
  assert {
    condition = alltrue([
      for runner in local.fleet : length(runner.projects) > 1
      if runner.runner_type == "project_type" && contains(coalesce(runner.tag_list, []), "shared")
    ])
    error_message = "A project runner with the tag shared serves no project besides its owner."
  }
}

check "every_runner_is_up_to_date" {
  assert {
    condition     = length(local.outdated) == 0
    error_message = "Older than version ${local.minimum}: ${join(", ", local.outdated)}."
  }
}
