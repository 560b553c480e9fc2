# The Helm chart of GitLab Runner, with the token in a Secret.

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
    helm = {
      source  = "hashicorp/helm"
      version = ">= 2.17"
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

variable "namespace" {
  description = "The namespace of the chart and of its jobs, which exists."
  type        = string
  default     = "gitlab-runners"
}

variable "chart_version" {
  description = "The version of the chart. Without one, the newest when the fleet is created."
  type        = string
  default     = null
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  description = "pods in Kubernetes"
  tag_list    = ["docker", "linux"]
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = module.token.store }
}

module "token" {
  source      = "../modules/kubernetes"
  runner      = gitlabrunner_runner.build
  name_prefix = "build-token-"
  namespace   = var.namespace
}

# A new token has a new Secret. Its name is in the values, so Helm replaces the pod,
# and the old Secret is deleted afterwards.
resource "helm_release" "build" {
  name       = "build"
  repository = "https://charts.gitlab.io"
  chart      = "gitlab-runner"
  version    = var.chart_version
  namespace  = var.namespace

  values = [yamlencode({
    gitlabUrl  = var.gitlab_url
    concurrent = 10
    rbac       = { create = true }

    # The pod that is replaced waits for its jobs.
    terminationGracePeriodSeconds = 3600

    runners = {
      secret = module.token.secret_name

      config = provider::gitlabrunner::config_toml({
        runners = [{
          executor      = "kubernetes"
          kubernetes    = { namespace = var.namespace, image = "alpine:3.22" }
          feature_flags = { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true }
        }]
      })
    }
  })]
}
