# runner_id:project_id or runner_id:path, as written in the configuration.
terraform import 'gitlabrunner_project_assignment.shared["group/project"]' 42:group/project
