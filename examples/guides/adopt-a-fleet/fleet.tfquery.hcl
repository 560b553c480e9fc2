# All group and project runners that the owner of the access token administers.
# As an administrator, set all = true to get all runners of the instance.
list "gitlabrunner_runner" "fleet" {
  provider         = gitlabrunner
  include_resource = true
  limit            = 1000

  config {}
}

# The projects that these project runners serve in addition to their owners.
list "gitlabrunner_project_assignment" "fleet" {
  for_each = {
    for runner in list.gitlabrunner_runner.fleet.data : runner.identity.id => runner.display_name
    if runner.state.runner_type == "project_type"
  }

  provider = gitlabrunner
  limit    = 1000

  config {
    runner_id = each.key
  }
}
