terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "project_id" {
  description = "The project that owns the runner."
  type        = number
}

variable "projects" {
  description = "The other projects that the runner serves."
  type        = set(string)
}

resource "gitlabrunner_runner" "deploy" {
  runner_type  = "project_type"
  project_id   = var.project_id
  description  = "deployments"
  tag_list     = ["deploy"]
  run_untagged = false
}

resource "gitlabrunner_project_assignment" "deploy" {
  for_each = var.projects

  runner_id = gitlabrunner_runner.deploy.id
  project   = each.value
}

output "deploy_token" {
  value     = gitlabrunner_runner.deploy.token
  sensitive = true
}
