variable "runner_id" {
  description = "The ID of the runner."
  type        = number
}

data "gitlabrunner_runner" "it" {
  id = var.runner_id
}

output "runner" {
  description = "The version, the tags and the projects of the runner."
  value = {
    version  = data.gitlabrunner_runner.it.version
    tags     = data.gitlabrunner_runner.it.tag_list
    projects = [for project in data.gitlabrunner_runner.it.projects : project.path_with_namespace]
  }
}
