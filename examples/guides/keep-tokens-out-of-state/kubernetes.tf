terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = ">= 2.36"
    }
  }
}

variable "group_id" {
  type = number
}

# Unlike its name, the UID of a namespace changes if it is recreated.
data "kubernetes_namespace_v1" "runners" {
  metadata {
    name = "gitlab-runners"
  }
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = data.kubernetes_namespace_v1.runners.metadata[0].uid }
}

ephemeral "gitlabrunner_authentication_token" "build" {
  runner_id     = gitlabrunner_runner.build.id
  token_version = gitlabrunner_runner.build.token_version
}

# Each token has its own Secret, so pods that mount it by this name are replaced.
resource "kubernetes_secret_v1" "build" {
  metadata {
    generate_name = "build-token-"
    namespace     = data.kubernetes_namespace_v1.runners.metadata[0].name
  }

  data_wo = {
    runner-token              = coalesce(ephemeral.gitlabrunner_authentication_token.build.token, "not handed on")
    runner-registration-token = ""
  }
  data_wo_revision = gitlabrunner_runner.build.token_version

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [data_wo_revision]
    replace_triggered_by  = [gitlabrunner_runner.build.token_version]
  }
}
