terraform {
  required_version = ">= 1.8"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "group_id" {
  type = number
}

locals {
  images = {
    node   = "node:22"
    python = "python:3.13"
  }
}

resource "gitlabrunner_runner" "build" {
  for_each = local.images

  runner_type = "group_type"
  group_id    = var.group_id
  description = each.key
  tag_list    = [each.key]
}

output "config_toml" {
  sensitive = true

  value = provider::gitlabrunner::config_toml({
    concurrent = 8

    runners = [for name, image in local.images : {
      name          = name
      url           = "https://gitlab.example.com"
      id            = gitlabrunner_runner.build[name].id
      token         = gitlabrunner_runner.build[name].token
      executor      = "docker"
      limit         = 4
      docker        = { image = image }
      feature_flags = { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true }
    }]
  })
}
