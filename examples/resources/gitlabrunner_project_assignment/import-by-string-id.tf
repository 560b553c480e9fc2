import {
  to = gitlabrunner_project_assignment.shared["group/project"]
  id = "42:group/project"
}
