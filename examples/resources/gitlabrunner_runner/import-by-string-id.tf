import {
  to = gitlabrunner_runner.build
  id = "42"
}
