# By the ID of the runner, the number after the # on its page.
terraform import gitlabrunner_runner.build 42
