# The project in the state is its full path, as in "group/project".
import {
  to = gitlabrunner_project_assignment.shared["group/project"]
  identity = {
    runner_id  = 42
    project_id = 7
  }
}
