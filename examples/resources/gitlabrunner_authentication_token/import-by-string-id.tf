import {
  to = gitlabrunner_authentication_token.build
  id = "42"
}
