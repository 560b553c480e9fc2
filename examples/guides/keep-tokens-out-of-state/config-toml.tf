terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.88"
    }
  }
}

variable "group_id" {
  type = number
}

resource "aws_kms_key" "runners" {
  description = "tokens of GitLab runners"
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = aws_kms_key.runners.key_id }
}

ephemeral "gitlabrunner_authentication_token" "build" {
  runner_id     = gitlabrunner_runner.build.id
  token_version = gitlabrunner_runner.build.token_version
}

resource "aws_ssm_parameter" "build" {
  name   = "/gitlab-runner/build/config.toml"
  type   = "SecureString"
  key_id = aws_kms_key.runners.key_id

  value_wo = provider::gitlabrunner::config_toml({
    concurrent = 4

    runners = [{
      name     = "build"
      url      = "https://gitlab.example.com"
      id       = gitlabrunner_runner.build.id
      token    = coalesce(ephemeral.gitlabrunner_authentication_token.build.token, "not handed on")
      executor = "docker"
      docker   = { image = "alpine:3.22" }

      feature_flags = { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true }
    }]
  })
  value_wo_version = gitlabrunner_runner.build.token_version

  lifecycle {
    ignore_changes       = [value_wo_version]
    replace_triggered_by = [gitlabrunner_runner.build.token_version]
  }
}
