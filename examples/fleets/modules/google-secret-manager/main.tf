# Writes the token of a runner to a secret of Google Secret Manager, in the run that creates the
# token and in no other. The token is in neither the plan nor the state.

terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
    google = {
      source  = "hashicorp/google"
      version = ">= 6.23"
    }
  }
}

variable "runner" {
  description = "A gitlabrunner_runner with store_token = false, or the ID and the token_version of another token."
  type        = object({ id = number, token_version = number })
}

variable "secret_id" {
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

resource "google_secret_manager_secret" "this" {
  secret_id = var.secret_id

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "this" {
  secret                 = google_secret_manager_secret.this.id
  secret_data_wo         = coalesce(ephemeral.gitlabrunner_authentication_token.this.token, "not handed on")
  secret_data_wo_version = var.runner.token_version

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [secret_data_wo_version]
    replace_triggered_by  = [terraform_data.version]
  }
}

output "store" {
  description = "Identifies the store, for rotate_when_changed of the runner: another store gets another token."
  value       = google_secret_manager_secret.this.create_time
}

output "id" {
  description = "The ID of the secret: projects/PROJECT/secrets/NAME."
  value       = google_secret_manager_secret.this.id

  # What uses it waits for the token.
  depends_on = [google_secret_manager_secret_version.this]
}
