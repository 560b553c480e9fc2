# By the id of the runner. The token that it has stays valid, and is not known.
terraform import gitlabrunner_authentication_token.build 42
