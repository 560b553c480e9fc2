terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "team_tokens" {
  description = "An access token for each team, each of a different user."
  type        = map(string)
  sensitive   = true
}

variable "group_id" {
  description = "The group of both teams' runners."
  type        = number
}

provider "gitlabrunner" {
  alias = "web"
  token = var.team_tokens["web"]
}

provider "gitlabrunner" {
  alias = "data"
  token = var.team_tokens["data"]
}

resource "gitlabrunner_runner" "web" {
  provider = gitlabrunner.web

  runner_type = "group_type"
  group_id    = var.group_id
  tag_list    = ["web"]
}

resource "gitlabrunner_runner" "data" {
  provider = gitlabrunner.data

  runner_type = "group_type"
  group_id    = var.group_id
  tag_list    = ["data"]
}
