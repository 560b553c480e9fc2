mock_provider "gitlabrunner" {}
variables {
  group_id = 7
  projects = ["a/b"]
}
run "plan" {
  command = plan
  assert {
    condition = gitlabrunner_runner.build.description == "build"
    error_message = "x"
  }
}
run "apply" {
  assert {
    condition = gitlabrunner_project_assignment.a["a/b"].runner_id == gitlabrunner_runner.build.id
    error_message = "x"
  }
  assert {
    condition = gitlabrunner_runner.build.id == 0
    error_message = "id ${gitlabrunner_runner.build.id}"
  }
}
