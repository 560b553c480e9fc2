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

# The ARN ends with random characters, so it changes if the secret is recreated.
resource "aws_secretsmanager_secret" "build" {
  name_prefix = "gitlab-runner-build-"
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = aws_secretsmanager_secret.build.arn }
}

ephemeral "gitlabrunner_authentication_token" "build" {
  runner_id     = gitlabrunner_runner.build.id
  token_version = gitlabrunner_runner.build.token_version
}

resource "aws_secretsmanager_secret_version" "build" {
  secret_id                = aws_secretsmanager_secret.build.id
  secret_string_wo         = coalesce(ephemeral.gitlabrunner_authentication_token.build.token, "not handed on")
  secret_string_wo_version = gitlabrunner_runner.build.token_version

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [secret_string_wo_version]
    replace_triggered_by  = [gitlabrunner_runner.build.token_version]
  }
}
