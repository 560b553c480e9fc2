terraform {
  required_version = ">= 1.8"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "group_id" {
  type = number
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  tag_list    = ["docker", "linux"]
}

locals {
  config_toml = provider::gitlabrunner::config_toml({
    concurrent = 4

    runners = [{
      name     = "build"
      url      = "https://gitlab.example.com"
      id       = gitlabrunner_runner.build.id
      token    = gitlabrunner_runner.build.token
      executor = "docker"

      pre_build_script = <<-EOT
        export PATH="$PATH:/opt/tools"
        ulimit -n 4096
      EOT

      docker = {
        image   = "alpine:3.22"
        volumes = ["/cache"]
        services = [
          { name = "redis:7", alias = "cache" },
          { name = "postgres:17" },
        ]
      }

      # Terraform manages the file, so GitLab Runner must not rotate the token.
      feature_flags = { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true }
    }]
  })
}

# The user data of a machine. It is sensitive, because it contains the token.
output "cloud_init" {
  sensitive = true

  value = "#cloud-config\n${yamlencode({
    write_files = [{
      path        = "/etc/gitlab-runner/config.toml"
      permissions = "0600"
      content     = local.config_toml
    }]
  })}"
}
