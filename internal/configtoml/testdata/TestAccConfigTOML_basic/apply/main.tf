terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "again" {
  type = string
}

resource "gitlabrunner_runner" "one" {
  runner_type         = "instance_type"
  rotate_when_changed = { again = var.again }
}

resource "gitlabrunner_runner" "two" {
  runner_type = "instance_type"
}

locals {
  file = provider::gitlabrunner::config_toml({
    concurrent     = 2 * 3.0
    log_level      = null
    listen_address = tostring(null)

    runners = [
      {
        name     = "one"
        url      = "https://gitlab.example.com"
        id       = gitlabrunner_runner.one.id
        token    = gitlabrunner_runner.one.token
        executor = "docker"

        docker = {
          image   = "ruby:3.3"
          volumes = toset(["/certs/client", "/cache"])
          ulimit  = tomap({ nofile = "1024" })
          tmpfs   = tomap({})
          dns     = tolist([])
        }
      },
      {
        name  = "two"
        url   = "https://gitlab.example.com"
        token = gitlabrunner_runner.two.token

        executor         = "shell"
        pre_build_script = <<-EOT
          set -eu
          echo "ready"
        EOT
      },
    ]
  })
}

resource "terraform_data" "machine" {
  input = local.file
}

output "sensitive" {
  value = issensitive(local.file)
}
