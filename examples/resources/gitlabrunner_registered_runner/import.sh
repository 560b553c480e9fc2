# By the runner's id, the number behind the # on its page. No registration token is needed.
terraform import gitlabrunner_registered_runner.build 42
