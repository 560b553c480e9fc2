removed {
  from = gitlabrunner_project_assignment.deployments_in_web_shop

  lifecycle {
    destroy = false
  }
}
