import {
  to = gitlabrunner_authentication_token.build
  identity = {
    runner_id = 42
  }
}
