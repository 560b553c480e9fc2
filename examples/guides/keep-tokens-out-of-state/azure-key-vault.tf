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

variable "group_id" {
  type = number
}

variable "resource_group_name" {
  type = string
}

variable "location" {
  type = string
}

variable "tenant_id" {
  type = string
}

# The ID of a vault is its name: if it is recreated with the same name, change the
# rotate_when_changed.
resource "azurerm_key_vault" "runners" {
  name                = "gitlab-runners"
  resource_group_name = var.resource_group_name
  location            = var.location
  tenant_id           = var.tenant_id
  sku_name            = "standard"
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = azurerm_key_vault.runners.id }
}

ephemeral "gitlabrunner_authentication_token" "build" {
  runner_id     = gitlabrunner_runner.build.id
  token_version = gitlabrunner_runner.build.token_version
}

resource "azurerm_key_vault_secret" "build" {
  name             = "gitlab-runner-build"
  key_vault_id     = azurerm_key_vault.runners.id
  value_wo         = coalesce(ephemeral.gitlabrunner_authentication_token.build.token, "not handed on")
  value_wo_version = gitlabrunner_runner.build.token_version

  lifecycle {
    ignore_changes       = [value_wo_version]
    replace_triggered_by = [gitlabrunner_runner.build.token_version]
  }
}
