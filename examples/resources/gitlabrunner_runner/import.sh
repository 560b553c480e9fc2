# A runner is imported by its id, the number behind the # on its page.
terraform import gitlabrunner_runner.build 42
