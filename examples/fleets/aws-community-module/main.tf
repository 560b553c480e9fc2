# The community's module for AWS, with a runner that this configuration creates.

terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

variable "group_id" {
  description = "The group whose projects the runners serve."
  type        = number
}

variable "gitlab_url" {
  description = "The URL at which the machines reach GitLab."
  type        = string
}

variable "region" {
  description = "The region of the machines."
  type        = string
}

variable "vpc_id" {
  description = "The VPC of the machines."
  type        = string
}

variable "subnet_id" {
  description = "The subnet of the machines."
  type        = string
}

provider "aws" {
  region = var.region
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  description = "Linux machines of the community module"
  tag_list    = ["docker", "linux"]
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = module.token.store }
}

module "token" {
  source = "../modules/aws-ssm"
  runner = gitlabrunner_runner.build
  name   = "/gitlab-runner/build"
}

module "runner" {
  source  = "cattle-ops/gitlab-runner/aws"
  version = "~> 9.5"

  environment = "build"
  vpc_id      = var.vpc_id
  subnet_id   = var.subnet_id

  runner_gitlab = {
    url                                           = var.gitlab_url
    preregistered_runner_token_ssm_parameter_name = module.token.name
  }

  # A machine of this module reads the token only when it boots. Another token
  # changes its user data, and the module replaces it.
  runner_install = {
    pre_install_script = "# token ${gitlabrunner_runner.build.token_version}"
  }
}
