import {
  to = gitlabrunner_project_assignments_exclusive.deploy
  identity = {
    runner_id = 42
  }
}
