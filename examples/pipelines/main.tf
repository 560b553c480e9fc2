terraform {
  required_version = ">= 1.8"

  # The state is in GitLab. The pipeline sets its address (TF_HTTP_…).
  backend "http" {}

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

locals {
  fleet = {
    small = { tags = ["linux", "docker"], timeout = 3600 }
    large = { tags = ["linux", "docker", "large"], timeout = 7200 }
  }
}

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
