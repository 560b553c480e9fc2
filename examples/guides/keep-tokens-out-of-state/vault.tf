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

variable "group_id" {
  type = number
}

# Unlike its path, the accessor of a mount changes if it is recreated.
resource "vault_mount" "runners" {
  path    = "gitlab-runners"
  type    = "kv"
  options = { version = "2" }
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = vault_mount.runners.accessor }
}

ephemeral "gitlabrunner_authentication_token" "build" {
  runner_id     = gitlabrunner_runner.build.id
  token_version = gitlabrunner_runner.build.token_version
}

resource "vault_kv_secret_v2" "build" {
  mount = vault_mount.runners.path
  name  = "build"

  data_json_wo = jsonencode({
    token = coalesce(ephemeral.gitlabrunner_authentication_token.build.token, "not handed on")
  })
  data_json_wo_version = gitlabrunner_runner.build.token_version

  lifecycle {
    ignore_changes       = [data_json_wo_version]
    replace_triggered_by = [gitlabrunner_runner.build.token_version]
  }
}
