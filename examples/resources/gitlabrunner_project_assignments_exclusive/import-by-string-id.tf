import {
  to = gitlabrunner_project_assignments_exclusive.deploy
  id = "42"
}
