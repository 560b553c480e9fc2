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

# A parameter has no container, so its key identifies the store. If the parameter
# itself is deleted by hand, change rotate_when_changed.
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
  name             = "/gitlab-runner/build"
  type             = "SecureString"
  key_id           = aws_kms_key.runners.key_id
  value_wo         = coalesce(ephemeral.gitlabrunner_authentication_token.build.token, "not handed on")
  value_wo_version = gitlabrunner_runner.build.token_version

  lifecycle {
    ignore_changes       = [value_wo_version]
    replace_triggered_by = [gitlabrunner_runner.build.token_version]
  }
}
