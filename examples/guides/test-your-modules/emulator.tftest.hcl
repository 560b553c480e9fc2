# Needs a GitLab, and creates real objects in it. GITLAB_BASE_URL and GITLAB_TOKEN
# name the emulator, started with -seed demo.
provider "gitlabrunner" {}

variables {
  project_id = 1
  projects   = ["acme/platform/web-shop", "acme/mobile/app"]
}

run "create" {
  assert {
    condition     = gitlabrunner_project_assignment.build["acme/mobile/app"].project_id > 0
    error_message = "GitLab must know the project."
  }

  assert {
    condition     = strcontains(nonsensitive(output.config_toml), "token = \"glrt-")
    error_message = "config.toml must contain the token of the runner."
  }
}

# In a plan, only the ID of a runner that stays is known.
run "remove_a_project" {
  command = plan

  variables {
    projects = ["acme/mobile/app"]
  }

  assert {
    condition     = gitlabrunner_runner.build.id > 0
    error_message = "The runner must stay the same."
  }

  assert {
    condition     = keys(gitlabrunner_project_assignment.build) == ["acme/mobile/app"]
    error_message = "Only one assignment must be left."
  }
}
