# Needs no GitLab. Computed numbers are 0 and computed texts are random, unless
# they are set here.
mock_provider "gitlabrunner" {
  mock_resource "gitlabrunner_runner" {
    defaults = {
      token = "glrt-mocked"
    }
  }
}

variables {
  project_id = 1
  projects   = ["tools/lint", "tools/release"]
}

run "assigns_the_runner_to_every_project" {
  command = plan

  assert {
    condition     = length(gitlabrunner_project_assignment.build) == 2
    error_message = "There must be one assignment per project."
  }

  assert {
    condition     = gitlabrunner_runner.build.project_id == 1
    error_message = "The runner must belong to the project of project_id."
  }
}

run "writes_the_token_to_the_configuration_file" {
  assert {
    condition     = strcontains(nonsensitive(output.config_toml), "token = \"glrt-mocked\"")
    error_message = "config.toml must contain the token of the runner."
  }
}
