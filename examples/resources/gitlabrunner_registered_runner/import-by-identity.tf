import {
  to = gitlabrunner_registered_runner.build
  identity = {
    id = 42
  }
}
