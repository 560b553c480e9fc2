import {
  to = gitlabrunner_runner.deployments
  id = "5"
}

import {
  to = gitlabrunner_project_assignment.deployments_in_web_shop
  id = "5:acme/platform/web-shop" # runner:project
}
