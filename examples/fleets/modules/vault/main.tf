# Writes the token of a runner to the key-value store of HashiCorp Vault, in the run that creates the
# token and in no other. The token is in neither the plan nor the state.

terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
    vault = {
      source  = "hashicorp/vault"
      version = ">= 5.0"
    }
  }
}

variable "runner" {
  description = "A gitlabrunner_runner with store_token = false, or the ID and the token_version of another token."
  type        = object({ id = number, token_version = number })
}

variable "mount" {
  description = "The path of the mount, which is of version 2."
  type        = string
}

variable "mount_accessor" {
  description = "Its accessor, which changes if it is recreated."
  type        = string
}

variable "name" {
  description = "The name of the secret."
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

resource "vault_kv_secret_v2" "this" {
  mount                = var.mount
  name                 = var.name
  data_json_wo         = jsonencode({ token = coalesce(ephemeral.gitlabrunner_authentication_token.this.token, "not handed on") })
  data_json_wo_version = var.runner.token_version

  lifecycle {
    ignore_changes       = [data_json_wo_version]
    replace_triggered_by = [terraform_data.version]
  }
}

output "store" {
  description = "Identifies the store, for rotate_when_changed of the runner: another store gets another token."
  value       = "${var.mount_accessor} ${var.name}"
}

output "path" {
  description = "The path of the secret."
  value       = "${var.mount}/${var.name}"

  # What uses it waits for the token.
  depends_on = [vault_kv_secret_v2.this]
}
