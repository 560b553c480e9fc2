terraform {
  required_version = ">= 1.8"

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
  description = "The other projects that the runner serves, by ID or path."
  type        = set(string)
  default     = []
}

variable "gitlab_url" {
  description = "The URL at which the machines reach GitLab."
  type        = string
  default     = "https://gitlab.example.com"
}

resource "gitlabrunner_runner" "build" {
  runner_type = "project_type"
  project_id  = var.project_id
  description = "Build machines"
  tag_list    = ["linux"]
}

resource "gitlabrunner_project_assignment" "build" {
  for_each = var.projects

  runner_id = gitlabrunner_runner.build.id
  project   = each.key
}

output "runner_id" {
  value = gitlabrunner_runner.build.id
}

output "config_toml" {
  sensitive = true

  value = provider::gitlabrunner::config_toml({
    concurrent = 4

    runners = [{
      name     = gitlabrunner_runner.build.description
      url      = var.gitlab_url
      token    = gitlabrunner_runner.build.token
      executor = "shell"
    }]
  })
}
