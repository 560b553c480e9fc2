# Writes the token of a runner to a secret of AWS Secrets Manager, in the run that creates the
# token and in no other. The token is in neither the plan nor the state.

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

variable "runner" {
  description = "A gitlabrunner_runner with store_token = false, or the ID and the token_version of another token."
  type        = object({ id = number, token_version = number })
}

variable "name_prefix" {
  description = "The beginning of the secret's name."
  type        = string
}

variable "kms_key_id" {
  description = "The KMS key that encrypts it. Without one, AWS's own key for secrets."
  type        = string
  default     = null
}

ephemeral "gitlabrunner_authentication_token" "this" {
  runner_id     = var.runner.id
  token_version = var.runner.token_version
}

# Stands for the token where only a resource can be named.
resource "terraform_data" "version" {
  input = var.runner.token_version
}

# The ARN ends with random characters, so it changes if the secret is recreated.
resource "aws_secretsmanager_secret" "this" {
  name_prefix = var.name_prefix
  kms_key_id  = var.kms_key_id
}

resource "aws_secretsmanager_secret_version" "this" {
  secret_id                = aws_secretsmanager_secret.this.id
  secret_string_wo         = coalesce(ephemeral.gitlabrunner_authentication_token.this.token, "not handed on")
  secret_string_wo_version = var.runner.token_version

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [secret_string_wo_version]
    replace_triggered_by  = [terraform_data.version]
  }
}

output "store" {
  description = "Identifies the store, for rotate_when_changed of the runner: another store gets another token."
  value       = aws_secretsmanager_secret.this.arn
}

output "arn" {
  description = "The ARN of the secret."
  value       = aws_secretsmanager_secret.this.arn

  # What uses it waits for the token.
  depends_on = [aws_secretsmanager_secret_version.this]
}
