# Writes the token of a runner to a Secret of Kubernetes, in the run that creates the
# token and in no other. The token is in neither the plan nor the state.

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

variable "runner" {
  description = "A gitlabrunner_runner with store_token = false, or the ID and the token_version of another token."
  type        = object({ id = number, token_version = number })
}

variable "name_prefix" {
  description = "The beginning of the Secret's name."
  type        = string
}

variable "namespace" {
  description = "The namespace of the Secret, which exists."
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

# Unlike its name, the UID of a namespace changes if it is recreated.
data "kubernetes_namespace_v1" "this" {
  metadata {
    name = var.namespace
  }
}

# Each token has its own Secret, so pods that mount it by this name are replaced.
resource "kubernetes_secret_v1" "this" {
  metadata {
    generate_name = var.name_prefix
    namespace     = var.namespace
  }

  # The keys that the Helm chart of GitLab Runner reads.
  data_wo = {
    runner-token              = coalesce(ephemeral.gitlabrunner_authentication_token.this.token, "not handed on")
    runner-registration-token = ""
  }

  # The version of an adopted token is 0, which the provider refuses.
  data_wo_revision = var.runner.token_version + 1

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [data_wo_revision]
    replace_triggered_by  = [terraform_data.version]
  }
}

output "store" {
  description = "Identifies the store, for rotate_when_changed of the runner: another store gets another token."
  value       = "${data.kubernetes_namespace_v1.this.metadata[0].uid} ${var.name_prefix}"
}

output "secret_name" {
  description = "The name of the Secret, which is another one for each token."
  value       = kubernetes_secret_v1.this.metadata[0].name
}
