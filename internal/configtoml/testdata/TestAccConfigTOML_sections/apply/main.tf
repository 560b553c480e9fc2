terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "sections" {
  type = map(string)
}

output "files" {
  value = { for name, json in var.sections : name => provider::gitlabrunner::config_toml(jsondecode(json)) }
}
