# By the ID of the runner.
terraform import gitlabrunner_project_assignments_exclusive.deploy 42
