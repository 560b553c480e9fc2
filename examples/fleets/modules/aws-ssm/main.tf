# Writes the token of a runner to a parameter of AWS Systems Manager, in the run that creates the
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

variable "name" {
  description = "The name of the parameter, such as /gitlab-runner/build."
  type        = string
}

variable "key_id" {
  description = "The KMS key that encrypts it. Without one, AWS's own key for parameters."
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

resource "aws_ssm_parameter" "this" {
  name             = var.name
  type             = "SecureString"
  key_id           = var.key_id
  value_wo         = coalesce(ephemeral.gitlabrunner_authentication_token.this.token, "not handed on")
  value_wo_version = var.runner.token_version

  lifecycle {
    ignore_changes       = [value_wo_version]
    replace_triggered_by = [terraform_data.version]
  }
}

output "store" {
  description = "Identifies the store, for rotate_when_changed of the runner: another store gets another token."
  value       = "${var.name} ${coalesce(var.key_id, "alias/aws/ssm")}"
}

output "name" {
  description = "The name of the parameter."
  value       = var.name

  # What uses it waits for the token.
  depends_on = [aws_ssm_parameter.this]
}
