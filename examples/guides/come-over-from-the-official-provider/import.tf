terraform {
  required_providers {
    gitlab = {
      source = "gitlabhq/gitlab"
    }
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "group_id" {
  type = number
}

removed {
  from = gitlab_user_runner.build

  lifecycle {
    destroy = false
  }
}

import {
  to = gitlabrunner_runner.build
  id = "42" # terraform state show gitlab_user_runner.build
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  description = "build on Linux"
  tag_list    = ["linux"]
}
