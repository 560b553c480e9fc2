# The cloud-init of a machine that fetches the token of its runner from a secret
# store: at boot, and every two minutes from then on. GitLab Runner reloads its
# configuration when the token in it has changed, and running jobs go on.

terraform {
  required_version = ">= 1.8"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "url" {
  description = "The URL at which the machine reaches GitLab."
  type        = string
}

variable "name" {
  description = "The name of the runner in the log of the machine."
  type        = string
}

variable "concurrent" {
  description = "The number of jobs that run on a machine at the same time."
  type        = number
  default     = 1
}

variable "settings" {
  description = "Further settings of the section [[runners]], as an object."
  type        = any
  default     = { executor = "docker", docker = { image = "alpine:3.22" } }
}

variable "fetch_token" {
  description = "A shell command that prints the token."
  type        = string
}

variable "install" {
  description = "Commands that install GitLab Runner, and what its executor needs."
  type        = list(string)
}

locals {
  # Terraform rotates the token, so GitLab Runner must not.
  config = provider::gitlabrunner::config_toml({
    concurrent = var.concurrent

    runners = [merge({
      name          = var.name
      url           = var.url
      token         = "@TOKEN@"
      feature_flags = { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true }
    }, var.settings)]
  })

  files = {
    "/etc/gitlab-runner/config.toml.template" = local.config
    "/usr/local/sbin/gitlab-runner-token"     = replace(file("${path.module}/gitlab-runner-token.sh"), "@FETCH@", var.fetch_token)

    "/etc/systemd/system/gitlab-runner-token.service" = <<-EOT
      [Service]
      Type=oneshot
      ExecStart=/usr/local/sbin/gitlab-runner-token
    EOT

    "/etc/systemd/system/gitlab-runner-token.timer" = <<-EOT
      [Timer]
      OnActiveSec=0
      OnUnitInactiveSec=2min
      AccuracySec=1s

      [Install]
      WantedBy=timers.target
    EOT

    # An orderly shutdown of the machine waits for its jobs.
    "/etc/systemd/system/gitlab-runner.service.d/jobs.conf" = <<-EOT
      [Service]
      KillSignal=SIGQUIT
      TimeoutStopSec=2h
    EOT
  }
}

output "cloud_init" {
  description = "The user data of the machine. It contains no token."

  value = "#cloud-config\n${yamlencode({
    write_files = [for path, text in local.files : {
      path        = path
      permissions = startswith(path, "/usr/local/sbin/") ? "0700" : startswith(path, "/etc/gitlab-runner/") ? "0600" : "0644"
      content     = text
    }]

    runcmd = concat(var.install, ["systemctl daemon-reload", "systemctl enable --now gitlab-runner-token.timer"])
  })}"
}
