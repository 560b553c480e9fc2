# Every group and project runner that the owner of the access token administers.
# An administrator writes all = true, for every runner of the instance.
list "gitlabrunner_runner" "fleet" {
  provider         = gitlabrunner
  include_resource = true
  limit            = 1000

  config {}
}

# What the project runners among them serve besides the project that owns them.
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
