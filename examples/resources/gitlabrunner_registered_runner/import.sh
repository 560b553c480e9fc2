# By the ID of the runner, the number after the # on its page. No registration token is required.
terraform import gitlabrunner_registered_runner.build 42
