# A managed instance group whose machines take the token from the Secret Manager.

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
  description = "The group whose projects the runners serve."
  type        = number
}

variable "gitlab_url" {
  description = "The URL at which the machines reach GitLab."
  type        = string
}

variable "project" {
  description = "The project of the machines."
  type        = string
}

variable "zone" {
  description = "The zone of the machines."
  type        = string
}

variable "subnetwork" {
  description = "The subnetwork of the machines. They need no incoming traffic, and a way out."
  type        = string
}

variable "machines" {
  description = "The number of machines."
  type        = number
  default     = 2
}

variable "machine_type" {
  description = "The type of the machines."
  type        = string
  default     = "e2-standard-2"
}

provider "google" {
  project = var.project
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  description = "Linux machines on Google Cloud"
  tag_list    = ["docker", "linux"]
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = module.token.store }
}

module "token" {
  source    = "../modules/google-secret-manager"
  runner    = gitlabrunner_runner.build
  secret_id = "gitlab-runner-build"
}

module "machine" {
  source     = "../modules/machine"
  url        = var.gitlab_url
  name       = gitlabrunner_runner.build.description
  concurrent = 2

  # With the identity of the machine. The answer has the token in Base64.
  fetch_token = join(" | ", [
    "curl -fsS -H Metadata-Flavor:Google http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token",
    "jq -r '\"header = \\\"Authorization: Bearer \\(.access_token)\\\"\"'",
    "curl -fsS --config - https://secretmanager.googleapis.com/v1/${module.token.id}/versions/latest:access",
    "jq -r .payload.data",
    "base64 -d",
  ])

  install = [
    "curl -fsSL https://packages.gitlab.com/install/repositories/runner/gitlab-runner/script.deb.sh | bash",
    "apt-get install -y docker.io gitlab-runner jq",
  ]
}

# A machine may read this token, and nothing else.
resource "google_service_account" "build" {
  account_id = "gitlab-runner-build"
}

resource "google_secret_manager_secret_iam_member" "token" {
  secret_id = module.token.id
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:${google_service_account.build.email}"
}

resource "google_compute_instance_template" "build" {
  name_prefix  = "gitlab-runner-build-"
  machine_type = var.machine_type
  metadata     = { user-data = module.machine.cloud_init }

  disk {
    source_image = "ubuntu-os-cloud/ubuntu-2404-lts-amd64"
    disk_size_gb = 50
  }

  network_interface {
    subnetwork = var.subnetwork
  }

  service_account {
    email  = google_service_account.build.email
    scopes = ["cloud-platform"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

# A changed template replaces the machines one after the other. A new token replaces
# none: the machines fetch it.
resource "google_compute_instance_group_manager" "build" {
  name               = "gitlab-runner-build"
  base_instance_name = "gitlab-runner-build"
  zone               = var.zone
  target_size        = var.machines

  version {
    instance_template = google_compute_instance_template.build.self_link_unique
  }

  update_policy {
    type                  = "PROACTIVE"
    minimal_action        = "REPLACE"
    max_surge_fixed       = 1
    max_unavailable_fixed = 0
  }
}
