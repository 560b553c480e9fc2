terraform {
  required_version = ">= 1.8"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

# Reads GITLAB_BASE_URL and GITLAB_TOKEN.
provider "gitlabrunner" {}

variable "group_id" {
  description = "The group whose projects the runners serve."
  type        = number
}

variable "gitlab_url" {
  description = "The URL at which the machines reach GitLab."
  type        = string
}

locals {
  fleet = {
    small = { tags = ["linux", "docker"], timeout = 3600, concurrent = 4 }
    large = { tags = ["linux", "docker", "large"], timeout = 7200, concurrent = 1 }
  }
}

# One runner per kind of machine. All runner managers of a kind share its token.
resource "gitlabrunner_runner" "fleet" {
  for_each = local.fleet

  runner_type     = "group_type"
  group_id        = var.group_id
  description     = "${each.key} Linux machines"
  tag_list        = each.value.tags
  run_untagged    = each.key == "small"
  maximum_timeout = each.value.timeout
  drain_timeout   = "2h"
}

# The /etc/gitlab-runner/config.toml of each kind of machine.
output "config_toml" {
  description = "The configuration file of GitLab Runner, by kind of machine."
  sensitive   = true

  value = {
    for kind, runner in gitlabrunner_runner.fleet : kind => provider::gitlabrunner::config_toml({
      concurrent = local.fleet[kind].concurrent

      runners = [{
        name     = runner.description
        url      = var.gitlab_url
        id       = runner.id
        token    = runner.token
        executor = "docker"
        docker   = { image = "alpine:3.22" }
      }]
    })
  }
}
