# By the ID of the runner. Its current token stays valid and is not known.
terraform import gitlabrunner_authentication_token.build 42
