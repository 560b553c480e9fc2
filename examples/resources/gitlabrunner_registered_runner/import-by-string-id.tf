import {
  to = gitlabrunner_registered_runner.build
  id = "42"
}
