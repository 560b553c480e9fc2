# Writes the token of a runner to a secret in an Azure Key Vault, in the run that creates the
# token and in no other. The token is in neither the plan nor the state.

terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.23"
    }
  }
}

variable "runner" {
  description = "A gitlabrunner_runner with store_token = false, or the ID and the token_version of another token."
  type        = object({ id = number, token_version = number })
}

variable "name" {
  description = "The name of the secret."
  type        = string
}

variable "key_vault_id" {
  description = "The ID of the vault. If it is recreated with the same name, change rotate_when_changed."
  type        = string
}

ephemeral "gitlabrunner_authentication_token" "this" {
  runner_id     = var.runner.id
  token_version = var.runner.token_version
}

# Stands for the token where only a resource can be named.
resource "terraform_data" "version" {
  input = var.runner.token_version
}

resource "azurerm_key_vault_secret" "this" {
  name             = var.name
  key_vault_id     = var.key_vault_id
  value_wo         = coalesce(ephemeral.gitlabrunner_authentication_token.this.token, "not handed on")
  value_wo_version = var.runner.token_version

  lifecycle {
    ignore_changes       = [value_wo_version]
    replace_triggered_by = [terraform_data.version]
  }
}

output "store" {
  description = "Identifies the store, for rotate_when_changed of the runner: another store gets another token."
  value       = "${var.key_vault_id} ${var.name}"
}

output "name" {
  description = "The name of the secret."
  value       = var.name

  # What uses it waits for the token.
  depends_on = [azurerm_key_vault_secret.this]
}
