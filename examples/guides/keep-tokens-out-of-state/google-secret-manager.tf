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

variable "group_id" {
  type = number
}

# Unlike its ID, the creation time changes if the secret is recreated.
resource "google_secret_manager_secret" "build" {
  secret_id = "gitlab-runner-build"

  replication {
    auto {}
  }
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = google_secret_manager_secret.build.create_time }
}

ephemeral "gitlabrunner_authentication_token" "build" {
  runner_id     = gitlabrunner_runner.build.id
  token_version = gitlabrunner_runner.build.token_version
}

resource "google_secret_manager_secret_version" "build" {
  secret                 = google_secret_manager_secret.build.id
  secret_data_wo         = coalesce(ephemeral.gitlabrunner_authentication_token.build.token, "not handed on")
  secret_data_wo_version = gitlabrunner_runner.build.token_version

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [secret_data_wo_version]
    replace_triggered_by  = [gitlabrunner_runner.build.token_version]
  }
}
