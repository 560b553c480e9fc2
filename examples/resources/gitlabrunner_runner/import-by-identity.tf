import {
  to = gitlabrunner_runner.build
  identity = {
    id = 42
  }
}
